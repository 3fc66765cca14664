package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A running service, as a producer and a reader see it: over HTTP alone. */
public final class RunningService {

    private static final int LARGEST_BATCH = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<URI> address;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** The one that Quarkus runs for the tests. */
    static RunningService underTest() {
        return at(URI.create("http://localhost:" + RestAssured.port));
    }

    /** One that is expected to be there. */
    public static RunningService at(URI address) {
        return new RunningService(() -> address, Duration.ofSeconds(30));
    }

    /**
     * One that may go away and come back.
     *
     * @param address asked before each call
     * @param patience how long the same events are sent again before giving up
     */
    public RunningService(Supplier<URI> address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Sends each event alone, in structured mode. */
    public void sendEach(List<JsonNode> events) {
        events.forEach(event -> send("application/cloudevents+json", event, 1));
    }

    /** Sends the events in one batch, or in as few as the limits allow. */
    public void sendBatch(List<JsonNode> events) {
        for (int i = 0; i < events.size(); i += LARGEST_BATCH) {
            var part = events.subList(i, Math.min(events.size(), i + LARGEST_BATCH));
            send("application/cloudevents-batch+json", JSON.valueToTree(part), part.size());
        }
    }

    /** Sends the events in order, some alone and some in batches of any size. */
    public void sendSplit(List<JsonNode> events, Random random) {
        var sent = 0;
        while (sent < events.size()) {
            var next = Math.min(events.size(), sent + 1 + random.nextInt(random.nextInt(4) == 0 ? 4 : 80));
            var part = events.subList(sent, next);
            if (part.size() < 3) {
                sendEach(part);
            } else {
                sendBatch(part);
            }
            sent = next;
        }
    }

    /** Waits until all accepted events are in the numbers. */
    public void awaitProjection(Duration atMost) {
        await().atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> {
                    var pipeline = get("/api/v1/pipeline");
                    assertThat(pipeline.path("lag_events").isIntegralNumber())
                            .as("lag in %s", pipeline)
                            .isTrue();
                    assertThat(pipeline.path("lag_events").asLong()).as("lag").isZero();
                });
    }

    public JsonNode fourKeys(Map<String, List<String>> params) {
        var query = params.entrySet().stream()
                .flatMap(param -> param.getValue().stream().map(value -> param.getKey() + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return get("/api/v1/four-keys?" + query);
    }

    private JsonNode get(String path) {
        var response = call(HttpRequest.newBuilder(address.get().resolve(path)).GET());
        if (response.statusCode() / 100 == 4) {
            throw new IllegalStateException("GET %s: %s".formatted(path, response));
        }
        assertThat(response.statusCode())
                .as("GET %s: %s", path, response.body())
                .isEqualTo(200);
        return read(response);
    }

    /** Sends until it is accepted; 503 and a broken connection ask for patience, any other answer is a fault. */
    private void send(String mediaType, JsonNode body, int count) {
        var accepted = new AtomicReference<HttpResponse<String>>();
        await().atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    accepted.set(tryToSend(mediaType, body));
                    return accepted.get() != null && accepted.get().statusCode() != 503;
                });
        var response = Objects.requireNonNull(accepted.get());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        var answer = read(response);
        assertThat(answer.path("rejected")).as("rejected").isEmpty();
        assertThat(answer.path("accepted").asInt() + answer.path("duplicates").asInt())
                .as("accepted and duplicates of %s", answer)
                .isEqualTo(count);
    }

    private @Nullable HttpResponse<String> tryToSend(String mediaType, JsonNode body) {
        try {
            return call(HttpRequest.newBuilder(address.get().resolve("/api/v1/events"))
                    .header("Content-Type", mediaType)
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        } catch (UncheckedIOException brokenConnection) {
            return null;
        }
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            var signed = request.header("Authorization", "Bearer " + ServiceProcess.TOKEN);
            return http.send(signed.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
