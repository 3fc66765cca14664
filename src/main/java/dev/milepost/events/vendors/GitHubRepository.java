package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * The repository that a delivery is about.
 *
 * @param host {@code github.com}, or that of an Enterprise Server
 * @param slug owner/name
 */
record GitHubRepository(String host, String slug, Optional<String> defaultBranch) {

    private static final Pattern ADDRESS = Pattern.compile("https?://([^/]+)/[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    static GitHubRepository of(Payload payload) {
        var address = ADDRESS.matcher(payload.text("/repository/html_url"));
        if (!address.matches()) {
            throw new UnreadableDelivery("/repository/html_url", "must be an address");
        }
        return new GitHubRepository(
                address.group(1), payload.text("/repository/full_name"), payload.find("/repository/default_branch"));
    }

    String name() {
        return slug.substring(slug.lastIndexOf('/') + 1);
    }

    /** host/owner/name, as golden events call it. */
    String address() {
        return host + "/" + slug;
    }
}
