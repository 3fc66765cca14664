package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * The repository of a delivery.
 *
 * @param host {@code github.com}, or the host of an Enterprise Server
 * @param slug {@code owner/name}
 */
record GitHubRepository(String host, String slug, Optional<String> defaultBranch) {

    private static final Pattern ADDRESS = Pattern.compile("https?://([^/]+)/[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    /** Selects the branches whose commits and merges are read. */
    static final class BranchFilter {

        private static final String DEFAULT = "default";

        private final boolean matchesDefault;
        private final NamePatterns patterns;

        BranchFilter(List<String> patterns) {
            matchesDefault = patterns.contains(DEFAULT);
            this.patterns = new NamePatterns(patterns.stream()
                    .filter(pattern -> !pattern.equals(DEFAULT))
                    .toList());
        }

        boolean matches(String branch, GitHubRepository repository) {
            return matchesDefault
                            && repository.defaultBranch().filter(branch::equals).isPresent()
                    || patterns.matches(branch);
        }
    }

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
