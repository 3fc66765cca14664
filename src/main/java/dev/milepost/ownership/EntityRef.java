package dev.milepost.ownership;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an entity of the catalog, in lower case, since Backstage tells no two names apart by case alone. */
public record EntityRef(String kind, String namespace, String name) {

    public static final String DEFAULT_NAMESPACE = "default";

    private static final Pattern FORM = Pattern.compile("(?:([^:/]+):)?(?:([^:/]+)/)?([^:/]+)");

    public EntityRef {
        kind = kind.toLowerCase(Locale.ROOT);
        namespace = namespace.toLowerCase(Locale.ROOT);
        name = name.toLowerCase(Locale.ROOT);
    }

    /** A reference as entities write them: {@code kind:namespace/name}, of which kind and namespace may be left out. */
    public static Optional<EntityRef> parse(String text, String usualKind, String usualNamespace) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new EntityRef(
                form.group(1) == null ? usualKind : form.group(1),
                form.group(2) == null ? usualNamespace : form.group(2),
                form.group(3)));
    }

    /**
     * What a team, system or domain is called here, however it was written: {@code group:default/team-a} is
     * {@code team-a}. A text that is no reference is its own name, in lower case.
     */
    public static String shorten(String text, String usualKind) {
        return parse(text, usualKind, DEFAULT_NAMESPACE)
                .map(ref -> ref.shortName(usualKind))
                .orElseGet(() -> text.strip().toLowerCase(Locale.ROOT));
    }

    /** Without the kind that is usual in its place and without the default namespace. */
    public String shortName(String usualKind) {
        return (kind.equals(usualKind) ? "" : kind + ":")
                + (namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace + "/")
                + name;
    }

    @Override
    public String toString() {
        return kind + ":" + namespace + "/" + name;
    }
}
