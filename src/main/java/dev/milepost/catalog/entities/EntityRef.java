package dev.milepost.catalog.entities;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entity in the catalog, in full. Letters count in neither case, as in Backstage; texts are lower case.
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
     * What a text of the form {@code [kind:][namespace/]name} refers to; empty where it has not that form.
     *
     * @param defaultKind stands for a missing kind; null where a kind is needed
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
     * What a team, system or domain is called here, however it was written: {@code group:default/team-a} is
     * {@code team-a}. A text that is no reference is its own name, in lower case.
     */
    public static String shorten(String text, String defaultKind) {
        return parse(text.strip(), defaultKind, DEFAULT_NAMESPACE)
                .map(ref -> ref.shortName(defaultKind))
                .orElseGet(() -> text.strip().toLowerCase(Locale.ROOT));
    }

    /** Without the kind that is usual in its place and without the default namespace. */
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
