package dev.milepost.security.erasure;

import static dev.milepost.testing.SloClient.contract;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Requests erasures over HTTP, and waits for them. */
final class ErasureClient {

    private ErasureClient() {}

    static ExtractableResponse<Response> erase(String name, String... also) {
        var requested = request(name, also);
        return awaitCompleted(requested.path("id"));
    }

    static ExtractableResponse<Response> request(String name, String... also) {
        var query = new StringBuilder();
        for (var other : also) {
            query.append(query.isEmpty() ? "?also=" : "&also=").append(encoded(other));
        }
        return contract()
                .urlEncodingEnabled(false)
                .delete(path(name) + query)
                .then()
                .statusCode(202)
                .header("Location", startsWith("http"))
                .body("state", equalTo("running"))
                .body("subject", startsWith("person-"))
                .extract();
    }

    static ExtractableResponse<Response> awaitCompleted(String id) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> get("/erasures/" + id).statusCode(200).body("state", equalTo("completed")));
        return get("/erasures/" + id).body("progress.pass", greaterThan(1)).extract();
    }

    static boolean isRunning(UUID id) {
        return given().get("/api/v1/erasures/" + id).path("state").equals("running");
    }

    static ValidatableResponse get(String path) {
        return contract().urlEncodingEnabled(false).get("/api/v1" + path).then();
    }

    static void awaitNoLag() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/pipeline").body("lag_events", equalTo(0)));
    }

    static String path(String name) {
        return "/api/v1/people/" + encoded(name);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
