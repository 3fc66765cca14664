package dev.milepost.cli.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.CommandToken;
import dev.milepost.cli.command.Retry;
import dev.milepost.platform.text.Trim;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** An HTTP client for the service that receives the events. */
final class MilepostClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private static final String NOTHING_TAKEN = "/problems/unreadable-event";

    /** Sending events needs the role emitter; reading the lag needs reader. */
    private static final String ROLES = "emitter and reader";

    /** Statuses after which a retry of the same request may succeed. */
    private static final Set<Integer> TRANSIENT_STATUSES = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final URI url;
    private final Duration retryTimeout;
    private final HttpClient client;

    /** @param timeout how long a request is retried while the service is unavailable */
    MilepostClient(URI url, Duration timeout) {
        this.url = checked(url);
        this.retryTimeout = timeout;
        // A local service uses HTTP/1.1. An upgrade request with a large body costs a round trip.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static URI checked(URI url) {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw CommandFailure.cannotRun("'%s' is not the URL of a service. Use --url http://HOST:PORT.", url);
        }
        return url;
    }

    private String address(String path) {
        return Trim.trailing(url.toString(), '/') + path;
    }

    /** A command that calls a path of the API. */
    String curl(String path) {
        return "curl '" + address(path) + "'";
    }

    /** Checks that the service is running before any work starts. Waits for a service that is starting. */
    void requireRunning() throws InterruptedException {
        try {
            lag(Duration.ZERO);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "No service responds at %s. Start it with ./milepost start, or set its URL with --url.", url);
        }
    }

    /** The number of accepted events that are not in the numbers yet. */
    long lag() throws IOException, InterruptedException {
        return lag(retryTimeout);
    }

    private long lag(Duration reconnectTimeout) throws IOException, InterruptedException {
        var request = request("/api/v1/pipeline").GET().build();
        var response = sendWithRetries(request, reconnectTimeout);
        if (TRANSIENT_STATUSES.contains(response.statusCode())) {
            throw CommandFailure.failed(
                    "The service at %s is not ready (status %s). Try again later.", url, response.statusCode());
        }
        var advice = CommandToken.hint(response.statusCode(), ROLES);
        if (!advice.isEmpty()) {
            throw CommandFailure.failed(
                    "%s rejected the request with status %s.%s", url, response.statusCode(), advice);
        }
        var lag = response.statusCode() == 200 ? read(response).path("lag_events") : JSON.missingNode();
        if (!lag.canConvertToLong()) {
            throw CommandFailure.failed(
                    "%s is not a Milepost service (status %s of %s). Set another URL with --url.",
                    url, response.statusCode(), request.uri().getPath());
        }
        return lag.longValue();
    }

    /** Sends a batch, with retries until the service has accepted it. */
    BackfillReceipt send(Batch batch) throws IOException, InterruptedException {
        var request = request("/api/v1/events")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch.toJson()))
                .build();
        var response = sendWithRetries(request, retryTimeout);
        var answer = read(response);
        if (response.statusCode() == 422 && answer.path("type").asText().equals(NOTHING_TAKEN)) {
            return rejected(answer, batch.events());
        }
        if (response.statusCode() / 100 != 2) {
            var detail = answer.path("detail").asText(answer.path("title").asText("without a reason"));
            var advice = CommandToken.hint(response.statusCode(), ROLES);
            throw CommandFailure.failed(
                    "%s rejected the events with status %s: %s.%s",
                    url, response.statusCode(), Trim.trailing(detail, '.'), advice);
        }
        var rejected = new ArrayList<BackfillReceipt.Rejection>();
        for (var one : answer.path("rejected")) {
            rejected.add(JSON.treeToValue(one, BackfillReceipt.Rejection.class));
        }
        return new BackfillReceipt(
                answer.path("accepted").asLong(), answer.path("duplicates").asLong(), rejected, rejected.size());
    }

    /** The receipt of a batch of which no event was taken. Its problem lists the first rejections. */
    private static BackfillReceipt rejected(JsonNode problem, int events) {
        var rejected = new ArrayList<BackfillReceipt.Rejection>();
        for (var one : problem.path("errors")) {
            rejected.add(new BackfillReceipt.Rejection(
                    null, one.path("detail").asText(), one.path("pointer").asText()));
        }
        return new BackfillReceipt(0, 0, rejected, events);
    }

    private HttpRequest.Builder request(String path) {
        return CommandToken.addTo(HttpRequest.newBuilder(URI.create(address(path)))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/json"));
    }

    private HttpResponse<byte[]> sendWithRetries(HttpRequest request, Duration reconnectTimeout)
            throws IOException, InterruptedException {
        var retry = new Retry(retryTimeout);
        var reconnect = new Retry(reconnectTimeout);
        while (true) {
            try {
                var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                var after = response.headers().firstValue("Retry-After");
                if (!TRANSIENT_STATUSES.contains(response.statusCode()) || !retry.pause(after)) {
                    return response;
                }
            } catch (IOException e) {
                if (!reconnect.pause(Optional.empty())) {
                    throw e;
                }
            }
        }
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
