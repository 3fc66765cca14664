package dev.milepost.cli.policy;

import dev.milepost.cli.command.CommandFailure;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request and its repository.
 *
 * @param repository {@code host/owner/name}, as events have it; null if it is not stated
 * @param number null if there is no pull request
 */
record PullRequestReference(
        @Nullable String repository, @Nullable String number) {

    /** What is before the number in the addresses of GitHub, GitLab, Gitea and Bitbucket. */
    private static final List<String> MARKERS =
            List.of("/pull/", "/-/merge_requests/", "/merge_requests/", "/pulls/", "/pull-requests/");

    /**
     * @param repository an address, or {@code host/owner/name}
     * @param pullRequest a number, or the address of a pull request, which names its repository
     */
    static PullRequestReference of(@Nullable String repository, @Nullable String pullRequest) {
        var stated = repository == null || repository.isBlank() ? null : withoutScheme(repository.strip());
        // Pipelines pass on variables that may be empty.
        if (pullRequest == null || pullRequest.isBlank()) {
            return new PullRequestReference(stated, null);
        }
        if (!pullRequest.contains("://")) {
            if (stated == null) {
                throw CommandFailure.cannotRun(
                        "The number of a pull request needs --repository, or name its address with --pull-request.");
            }
            return new PullRequestReference(stated, pullRequest.strip());
        }
        return ofAddress(stated, pullRequest.strip());
    }

    private static PullRequestReference ofAddress(@Nullable String stated, String address) {
        var path = withoutScheme(address);
        for (var marker : MARKERS) {
            int at = path.lastIndexOf(marker);
            int start = at + marker.length();
            int end = path.indexOf('/', start);
            var number = at < 0 ? "" : path.substring(start, end < 0 ? path.length() : end);
            if (!number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new PullRequestReference(stated == null ? path.substring(0, at) : stated, number);
            }
        }
        throw CommandFailure.cannotRun(
                "'%s' is not the address of a pull request. Name its number, and its repository with --repository.",
                address);
    }

    /** Host and path of an address, without the ending of a repository that is cloned. */
    private static String withoutScheme(String text) {
        var plain = text;
        if (text.contains("://")) {
            try {
                var uri = URI.create(text);
                plain = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
            } catch (IllegalArgumentException e) {
                throw CommandFailure.cannotRun("'%s' is not an address.", text);
            }
        }
        return plain.endsWith(".git") ? plain.substring(0, plain.length() - ".git".length()) : plain;
    }
}
