package dev.milepost.security.backstage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.BoundedBody;
import dev.milepost.platform.text.Trim;
import dev.milepost.security.backstage.BackstageFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * A Backstage install that this service reads. Requests go to the configured address only, and redirects are not followed,
 * so that no other host gets the token.
 */
public final class BackstageInstall {

    /** The most that is read of one response, as of a request that syncs entities. */
    private static final int MOST_BYTES = 10 << 20;

    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String name;
    private final BackstageConfig.Install config;
    private final UnaryOperator<String> authorization;
    private final HttpClient client;

    /** @param authorization returns the value of the header {@code Authorization} for a plugin */
    public BackstageInstall(String name, BackstageConfig.Install config, UnaryOperator<String> authorization) {
        var scheme = config.url().getScheme();
        if (config.url().getHost() == null || !"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("milepost.backstage.%s.url is not an HTTP URL".formatted(name));
        }
        this.name = name;
        this.config = config;
        this.authorization = authorization;
        this.client = HttpClient.newBuilder()
                // A request to upgrade to HTTP/2 never gets an answer from a backend that waits for web sockets.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(config.timeout())
                .build();
    }

    public String name() {
        return name;
    }

    public BackstageConfig.Install config() {
        return config;
    }

    /**
     * Reads JSON of a plugin.
     *
     * @param plugin the id of the plugin, such as {@code catalog}
     * @param path the path within the plugin and the query
     */
    public JsonNode get(String plugin, String path) throws BackstageFailure {
        var address = "%s/api/%s%s".formatted(Trim.trailing(config.url().toString(), '/'), plugin, path);
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(config.timeout())
                .header("Accept", "application/json")
                .header("Authorization", authorization.apply(plugin))
                .header("User-Agent", "milepost")
                .build();
        var response = await(request);
        var asked = request.uri().getPath();
        if (response.statusCode() != 200) {
            throw failure(asked, response);
        }
        try {
            var json = JSON.readTree(response.body());
            if (json != null && json.isContainerNode()) {
                return json;
            }
        } catch (IOException e) {
            throw new BackstageFailure(Kind.UNEXPECTED, "%s returned no JSON".formatted(asked));
        }
        throw new BackstageFailure(Kind.UNEXPECTED, "%s returned no JSON".formatted(asked));
    }

    private BackstageFailure failure(String asked, HttpResponse<?> response) {
        var status = response.statusCode();
        var kind = switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.NOT_FOUND;
            case 408, 429 -> Kind.UNAVAILABLE;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.UNEXPECTED;
        };
        var advice = kind == Kind.DENIED
                ? ". Check milepost.backstage.%s.token and its access in backend.auth.externalAccess".formatted(name)
                : "";
        return new BackstageFailure(
                kind,
                "%s returned status %d%s".formatted(asked, status, advice),
                seconds(response).orElse(null));
    }

    /** A header of digits; a time far ahead is a mistake. */
    private static Optional<Duration> seconds(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(String::strip)
                .filter(text -> !text.isEmpty()
                        && text.length() <= 6
                        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9'))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(pause -> pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY);
    }

    private HttpResponse<byte[]> await(HttpRequest request) throws BackstageFailure {
        var asked = request.uri().getPath();
        var response = client.sendAsync(request, answer -> new BoundedBody(MOST_BYTES));
        try {
            return response.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw isTooLong(e)
                    ? new BackstageFailure(Kind.TOO_LARGE, "%s returned more than can be read".formatted(asked))
                    : new BackstageFailure(
                            Kind.UNAVAILABLE,
                            "%s did not respond: %s"
                                    .formatted(asked, cause.getClass().getSimpleName()));
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new BackstageFailure(Kind.UNAVAILABLE, "%s did not respond in %s".formatted(asked, config.timeout()));
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new BackstageFailure(Kind.UNAVAILABLE, "The request was interrupted");
        }
    }

    private static boolean isTooLong(Throwable failure) {
        return failure instanceof BoundedBody.TooLong || failure.getCause() != null && isTooLong(failure.getCause());
    }
}
