package dev.milepost.catalog.entities;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The full reference to an entity of the catalog. References are case-insensitive, as in Backstage; all parts are
 * stored in lower case.
 *
 * @see <a href="https://backstage.io/docs/features/software-catalog/references">References in Backstage</a>
 */
public record EntityRef(String kind, String namespace, String name) {

    public static final String DEFAULT_NAMESPACE = "default";

    public EntityRef {
        kind = kind.toLowerCase(Locale.ROOT);
        namespace = namespace.toLowerCase(Locale.ROOT);
        name = name.toLowerCase(Locale.ROOT);
    }

    /**
     * Parses a reference of the form {@code [kind:][namespace/]name}. Returns empty if the text does not have this
     * form.
     *
     * @param defaultKind used if the text has no kind; null if the text must have one
     */
    public static Optional<EntityRef> parse(String text, @Nullable String defaultKind, String defaultNamespace) {
        var colon = text.indexOf(':');
        var slash = text.indexOf('/');
        if (slash >= 0 && slash < colon) {
            colon = -1;
        }
        var kind = colon < 0 ? defaultKind : text.substring(0, colon);
        var namespace = slash < 0 ? defaultNamespace : text.substring(colon + 1, slash);
        var name = text.substring(Math.max(colon, slash) + 1);
        return kind == null || kind.isEmpty() || namespace.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new EntityRef(kind, namespace, name));
    }

    /**
     * The short name of a team, system or domain, whatever form the text has: {@code group:default/team-a} becomes
     * {@code team-a}. A text that is not a reference is returned in lower case.
     */
    public static String shorten(String text, String defaultKind) {
        return parse(text.strip(), defaultKind, DEFAULT_NAMESPACE)
                .map(ref -> ref.shortName(defaultKind))
                .orElseGet(() -> text.strip().toLowerCase(Locale.ROOT));
    }

    /** The ref without its kind if that is {@code defaultKind}, and without the default namespace. */
    public String shortName(String defaultKind) {
        return (kind.equals(defaultKind) ? "" : kind + ":")
                + (namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace + "/")
                + name;
    }

    @Override
    public String toString() {
        return kind + ":" + namespace + "/" + name;
    }
}
