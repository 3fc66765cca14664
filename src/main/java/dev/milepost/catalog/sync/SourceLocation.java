package dev.milepost.catalog.sync;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.milepost.platform.text.Trim;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the source of an entity lies, as far as its annotations say.
 *
 * @param host empty where they do not
 * @param slug owner/name in lower case
 * @param folder within the repository, without a slash at its ends; empty for the whole
 */
record SourceLocation(String host, String slug, String folder) {

    private static final String SLUG = "github.com/project-slug";
    private static final String LOCATION = "backstage.io/source-location";

    /** Host, owner/name, and the path after {@code tree} or {@code blob} and a branch, which is taken to have no slash. */
    private static final Pattern ADDRESS = Pattern.compile(
            "url:https?://([^/]+)/([^/?#]+/[^/?#]+)(?:/(tree|blob)/[^/?#]+(/[^?#]*)?)?[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    /** The slug says which repository, and the location, where it is the same one, on which host and in which folder. */
    static Optional<SourceLocation> of(CatalogEntity entity) {
        var located = entity.annotation(LOCATION)
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(SourceLocation::of);
        var slug = entity.annotation(SLUG).map(text -> text.toLowerCase(Locale.ROOT));
        return slug.isEmpty()
                ? located
                : located.filter(location -> slug.get().equals(location.slug()))
                        .or(() -> Optional.of(new SourceLocation("", slug.get(), "")));
    }

    private static SourceLocation of(Matcher address) {
        var slug = withoutEnd(address.group(2).toLowerCase(Locale.ROOT), ".git");
        return new SourceLocation(address.group(1), slug, folder(address.group(3), address.group(4)));
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** Of a file the folder that it is in. */
    private static String folder(@Nullable String form, @Nullable String path) {
        if (form == null || path == null) {
            return "";
        }
        var folder = form.equals("blob") ? path.substring(0, path.lastIndexOf('/')) : path;
        return Trim.both(folder, '/');
    }

    /** Whether it is of a host; where no host is said, of any. */
    boolean matchesHost(String asked) {
        return host.isEmpty() || host.equalsIgnoreCase(asked);
    }
}
