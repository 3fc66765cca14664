package dev.milepost.events.vendors;

import dev.milepost.platform.text.Trim;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** The address of GitHub's API, and the parts of addresses below it. */
final class GitHubApiAddress {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private GitHubApiAddress() {}

    /**
     * Reads the configured address.
     *
     * @throws IllegalArgumentException if it is none that a token may be sent to
     */
    static URI of(String configured) {
        var address = URI.create(Trim.trailing(configured.strip(), '/'));
        var isSafe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && LOCAL.contains(String.valueOf(address.getHost()));
        if (!isSafe
                || address.getHost() == null
                || address.getUserInfo() != null
                || address.getQuery() != null
                || address.getFragment() != null) {
            throw new IllegalArgumentException(
                    "milepost.webhooks.github.api-url must be an https URL without user, query and fragment, "
                            + "such as https://api.github.com or https://HOST/api/v3");
        }
        return address;
    }

    /**
     * Whether a repository is one of the API: {@code api.github.com} has those of {@code github.com}, and an Enterprise
     * Server its own.
     */
    static boolean isApiOf(URI api, GitHubRepository repository) {
        var host = repository.host().toLowerCase(Locale.ROOT);
        var server = api.getAuthority().toLowerCase(Locale.ROOT);
        return (server.equals(host) || server.equals("api." + host)) && isSlug(repository.slug());
    }

    /** Whether a text is {@code owner/name} and nothing else in a path. */
    private static boolean isSlug(String text) {
        var slash = text.indexOf('/');
        return slash > 0 && isName(text.substring(0, slash)) && isName(text.substring(slash + 1));
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 100
                && !text.chars().allMatch(character -> character == '.')
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '_'
                                || c == '.');
    }

    /** Whether a text is the full SHA of a commit. */
    static boolean isSha(String text) {
        return (text.length() == 40 || text.length() == 64)
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
                && text.chars().anyMatch(c -> c != '0');
    }
}
