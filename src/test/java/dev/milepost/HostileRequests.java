package dev.milepost;

import static dev.milepost.testing.LinearTime.hold;
import static dev.milepost.upgrades.plans.GoldenPaths.contract;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.function.IntFunction;

/** Requests that took the square of their length, or the stack, each within the documented limits. */
final class HostileRequests {

    private static final int TIMEOUT_MILLIS = 60_000;

    private HostileRequests() {}

    /** Twice as long takes no more than about twice the time, and nothing is answered with a 5xx. */
    static void assertLinear(String kind, int size, IntFunction<Response> call) {
        hold(
                size,
                n -> assertThat(call.apply(n).statusCode())
                        .as("status of %s", kind)
                        .isBetween(200, 499));
    }

    /** What was accepted goes through the consumers and the recomputation too. */
    static void awaitProcessed() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(request()
                                .get("/api/v1/pipeline")
                                .then()
                                .extract()
                                .<Integer>path("lag_events"))
                        .isZero());
    }

    static RequestSpecification request() {
        return contract()
                .config(RestAssuredConfig.config()
                        .httpClient(httpClientConfig()
                                .setParam("http.socket.timeout", TIMEOUT_MILLIS)
                                .setParam("http.connection.timeout", TIMEOUT_MILLIS)));
    }
}
