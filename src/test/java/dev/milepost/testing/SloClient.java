package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What tests of objectives ask and send over HTTP. */
public final class SloClient {

    public static final String SLOS = "/api/v1/slos/";

    private SloClient() {}

    /** A request whose answer is checked against the contract. */
    public static RequestSpecification contract() {
        return given().filter(Contract.FILTER);
    }

    public static ValidatableResponse define(String name, String yaml) {
        return contract()
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put(SLOS + name)
                .then();
    }

    /** @param data its members, without braces */
    public static String event(String type, Instant at, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.milepost.%s", "time": "%s", "data": {%s}}
                """.formatted(UUID.randomUUID(), type, at, data);
    }

    public static void send(String... events) {
        given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(events.length));
    }

    /** Returns when they have been counted. */
    public static void sendAndCount(String... events) {
        send(events);
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> given().get("/api/v1/pipeline").then().body("lag_events", equalTo(0)));
    }
}
