package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubApiFailure.Kind;
import dev.milepost.platform.http.BoundedBody;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * GitHub's REST API: what it says about commits. Requests go to the configured address only, one after the other, and
 * redirects are not followed. While a rate limit is used up, no request is sent.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two commits</a>
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits</a>
 */
@ApplicationScoped
class GitHubApi {

    private static final Logger LOG = Logger.getLogger(GitHubApi.class);

    /** The most that GitHub returns at once. */
    private static final int PAGE = 100;

    /** A comparison of more commits is not read. */
    private static final int MOST_COMMITS = 10_000;

    /** The first page has the changes of up to 300 files beside the commits. */
    private static final int MOST_BYTES = 12 << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How long no request is sent after the token was not accepted. */
    private static final Duration DENIED = Duration.ofMinutes(15);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    private final Optional<String> token;
    private final URI address;
    private final Clock clock;

    /** Until when the rate limit is used up. */
    private volatile Instant pausedUntil = Instant.MIN;

    GitHubApi(GitHubConfig config, Clock clock) {
        this.token = config.token().map(String::strip).filter(text -> !text.isEmpty());
        this.address = GitHubApiAddress.of(config.apiUrl());
        this.clock = clock;
    }

    boolean hasToken() {
        return token.isPresent();
    }

    /** Whether a token is configured and the repository is one of this API. */
    boolean serves(GitHubRepository repository) {
        return hasToken() && GitHubApiAddress.isApiOf(address, repository);
    }

    /**
     * The commits that are reachable from one commit and not from another, as {@code git rev-list before..after}.
     *
     * @throws GitHubApiFailure if they are not all known
     */
    List<GraphCommit> compare(String slug, String before, String after) throws GitHubApiFailure {
        var path = "/repos/%s/compare/%s...%s?per_page=%d&page=".formatted(slug, before, after, PAGE);
        var commits = new ArrayList<GraphCommit>();
        for (int page = 1; ; page++) {
            var part = GraphCommit.readComparison(get(path + page));
            commits.addAll(part.commits());
            if (part.total() > MOST_COMMITS) {
                throw new GitHubApiFailure(Kind.REFUSED, "The comparison has %d commits.".formatted(part.total()));
            }
            if (commits.size() >= part.total()) {
                return commits;
            }
            if (part.commits().isEmpty()) {
                throw new GitHubApiFailure(
                        Kind.REFUSED, "GitHub returned %d of %d commits.".formatted(commits.size(), part.total()));
            }
        }
    }

    GraphCommit commit(String slug, String sha) throws GitHubApiFailure {
        return GraphCommit.read(get("/repos/%s/git/commits/%s".formatted(slug, sha)));
    }

    private byte[] get(String path) throws GitHubApiFailure {
        if (clock.instant().isBefore(pausedUntil)) {
            throw new GitHubApiFailure(Kind.LIMITED, "The rate limit is used up.", pausedUntil);
        }
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/vnd.github+json")
                .header("Authorization", "Bearer " + token.orElseThrow())
                .header("User-Agent", "milepost")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .build();
        var response = await(request);
        var limit = GitHubRateLimit.of(response, clock.instant());
        var until = limit.until();
        pausedUntil = until == null ? pausedUntil : until;
        if (response.statusCode() == 200) {
            return response.body();
        }
        throw failure(response.statusCode(), limit.isExceeded());
    }

    private GitHubApiFailure failure(int status, boolean isLimited) {
        var detail = "GitHub returned status %d.".formatted(status);
        if (isLimited) {
            return new GitHubApiFailure(Kind.LIMITED, detail, pausedUntil);
        }
        if (status == 401) {
            LOG.warn("GitHub does not accept the token of milepost.webhooks.github.token.");
            pausedUntil = clock.instant().plus(DENIED);
            return new GitHubApiFailure(Kind.DENIED, detail, pausedUntil);
        }
        return new GitHubApiFailure(status >= 500 || status == 408 ? Kind.UNAVAILABLE : Kind.REFUSED, detail);
    }

    private HttpResponse<byte[]> await(HttpRequest request) throws GitHubApiFailure {
        var response = client.sendAsync(request, answer -> new BoundedBody(MOST_BYTES));
        try {
            return response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new GitHubApiFailure(
                    isTooLong(e) ? Kind.REFUSED : Kind.UNAVAILABLE, "GitHub did not respond: " + e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new GitHubApiFailure(Kind.UNAVAILABLE, "GitHub did not respond in %s.".formatted(TIMEOUT));
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new GitHubApiFailure(Kind.UNAVAILABLE, "The request was interrupted.");
        }
    }

    private static boolean isTooLong(Throwable failure) {
        return failure instanceof BoundedBody.TooLong || failure.getCause() != null && isTooLong(failure.getCause());
    }
}
