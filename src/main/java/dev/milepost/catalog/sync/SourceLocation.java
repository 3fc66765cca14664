package dev.milepost.catalog.sync;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.milepost.platform.text.Trim;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The location of an entity's source, from its annotations.
 *
 * @param host empty if the annotations do not specify it
 * @param slug owner/name in lower case
 * @param folder within the repository, without leading and trailing slashes; empty for the whole repository
 */
record SourceLocation(String host, String slug, String folder) {

    private static final String SLUG = "github.com/project-slug";
    private static final String LOCATION = "backstage.io/source-location";

    /**
     * Host, owner/name, and the path after {@code tree} or {@code blob} and a branch. The branch is assumed to have no
     * slash.
     */
    private static final Pattern ADDRESS = Pattern.compile(
            "url:https?://([^/]+)/([^/?#]+/[^/?#]+)(?:/(tree|blob)/[^/?#]+(/[^?#]*)?)?[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    /**
     * The slug annotation determines the repository. The location annotation adds host and folder if it names the same
     * repository.
     */
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

    /** The folder of the path; for a file, the folder that contains it. */
    private static String folder(@Nullable String form, @Nullable String path) {
        if (form == null || path == null) {
            return "";
        }
        var folder = form.equals("blob") ? path.substring(0, path.lastIndexOf('/')) : path;
        return Trim.both(folder, '/');
    }

    /** Whether the location is on a host. A location without a host matches every host. */
    boolean matchesHost(String wanted) {
        return host.isEmpty() || host.equalsIgnoreCase(wanted);
    }
}
