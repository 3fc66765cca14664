package dev.milepost.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The service over HTTP, as any client has it. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By which the service that is measured takes its calls. */
    static final String TOKEN = "an-admin-of-benchmarks-who-may-do-everything";

    private static final String BEARER = "Bearer " + TOKEN;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    /** How many were accepted. A service that is busy is asked again, as its answer says. */
    int post(String contentType, byte[] body) {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1/events"))
                .header("Content-Type", contentType)
                .header("Authorization", BEARER)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        for (var answer = send(request); ; answer = send(request)) {
            if (answer.statusCode() == 202) {
                return json(answer.body()).path("accepted").asInt();
            } else if (answer.statusCode() != 503) {
                throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body()));
            }
            pause(Duration.ofMillis(200));
        }
    }

    JsonNode put(String path, byte[] body) {
        var answer = send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", BEARER)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + new String(answer.body()));
        }
        return json(answer.body());
    }

    /** Blocks on a connection that is kept, which costs a measured answer less than the other client's threads. */
    JsonNode get(String path) {
        try {
            var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
            connection.setRequestProperty("Authorization", BEARER);
            if (connection.getResponseCode() != 200) {
                throw new IllegalStateException(path + ": " + connection.getResponseCode());
            }
            try (var answer = connection.getInputStream()) {
                return json(answer.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until everything accepted is in the numbers. */
    void awaitNoLag() {
        while (get("/api/v1/pipeline").path("lag_events").asLong() > 0) {
            pause(Duration.ofMillis(50));
        }
    }

    void awaitReady(Process service, Duration timeout) {
        awaitReady(service, timeout, Duration.ofMillis(200));
    }

    void awaitReady(Process service, Duration timeout, Duration pause) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!isReady()) {
            if (!service.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The service does not start; its log is under target/bench");
            }
            pause(pause);
        }
    }

    private boolean isReady() {
        try {
            return send(HttpRequest.newBuilder(base.resolve("/q/health/ready")).build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
