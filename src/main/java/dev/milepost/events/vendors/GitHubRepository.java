package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * The repository of a delivery.
 *
 * @param host {@code github.com}, or the host of an Enterprise Server
 * @param slug {@code owner/name}
 */
record GitHubRepository(String host, String slug, Optional<String> defaultBranch) {

    private static final Pattern ADDRESS = Pattern.compile("https?://([^/]+)/[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    static GitHubRepository of(Payload payload) {
        var address = ADDRESS.matcher(payload.text("/repository/html_url"));
        if (!address.matches()) {
            throw Payload.unreadable("/repository/html_url", "must be an http or https URL");
        }
        return new GitHubRepository(
                address.group(1), payload.text("/repository/full_name"), payload.find("/repository/default_branch"));
    }

    String name() {
        return slug.substring(slug.lastIndexOf('/') + 1);
    }

    /** {@code host/owner/name}, the format of golden events. */
    String address() {
        return host + "/" + slug;
    }
}
