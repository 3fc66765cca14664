package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.CommandToken;
import dev.milepost.cli.command.Retry;
import dev.milepost.platform.text.Trim;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An HTTP client for a running service. Repeats what may succeed later; all that it sends can be repeated. */
final class ServiceClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Set<Integer> TRANSIENT_STATUSES = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final String url;
    private final Duration retryTimeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @param body a missing node if it is no JSON */
    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** What the service objects to, in one or more lines. */
        String problem(String roles) {
            var text = new StringBuilder("%d %s%s"
                    .formatted(
                            status,
                            body.path("detail").asText(body.path("title").asText("without a reason")),
                            CommandToken.hint(status, roles)));
            for (var fault : body.path("errors")) {
                text.append("%n  %s: %s"
                        .formatted(
                                fault.path("pointer").asText(),
                                fault.path("detail").asText()));
            }
            return text.toString();
        }
    }

    /** @param retryTimeout how long a request is repeated while the service does not answer */
    ServiceClient(URI url, Duration retryTimeout) {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw CommandFailure.cannotRun("'%s' is not the URL of a service. Use --url http://HOST:PORT.", url);
        }
        this.url = Trim.trailing(url.toString(), '/');
        this.retryTimeout = retryTimeout;
    }

    String address(String path) {
        return url + path;
    }

    HttpRequest.Builder request(String path) {
        return CommandToken.addTo(HttpRequest.newBuilder(URI.create(address(path)))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/json"));
    }

    HttpRequest.Builder request(String path, JsonNode body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
    }

    /** @throws CommandFailure if the service does not answer, or could not */
    Answer send(HttpRequest request) {
        var retry = new Retry(retryTimeout);
        try {
            while (true) {
                var response = trySend(request);
                var isTransient = response.isEmpty()
                        || TRANSIENT_STATUSES.contains(response.get().statusCode());
                if (!isTransient) {
                    return new Answer(response.get().statusCode(), read(response.get()));
                }
                var after = response.flatMap(answer -> answer.headers().firstValue("Retry-After"));
                if (!retry.pause(after)) {
                    throw unanswered(response);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.noAnswer("The command was interrupted.");
        }
    }

    private Optional<HttpResponse<byte[]>> trySend(HttpRequest request) throws InterruptedException {
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private CommandFailure unanswered(Optional<HttpResponse<byte[]>> response) {
        return response.isEmpty()
                ? CommandFailure.noAnswer(
                        "No service responds at %s. Start it with ./milepost start, or set its URL with --url.", url)
                : CommandFailure.noAnswer(
                        "The service at %s could not answer: %s",
                        url, new Answer(response.get().statusCode(), read(response.get())).problem(""));
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        try {
            var json = JSON.readTree(response.body());
            return json == null ? JSON.missingNode() : json;
        } catch (IOException e) {
            // The body is the page of a proxy. Its status is enough.
            return JSON.missingNode();
        }
    }
}
