package dev.milepost.events.intake;

import static io.restassured.RestAssured.given;

import dev.milepost.testing.Contract;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Events of deployments, and their ways into the service. */
final class EventRequests {

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCHED = "application/cloudevents-batch+json";

    private EventRequests() {}

    static ValidatableResponse post(String contentType, String body) {
        return given().filter(Contract.FILTER)
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then();
    }

    /** Without the contract filter, which takes seconds for a body of this size. */
    static ValidatableResponse postLarge(String contentType, String body) {
        return given().contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static String deployment(String id, String status) {
        return deployment(id, status, "-");
    }

    static String deployment(String id, String status, String note) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "ci", "type": "com.company.deploy.completed",
                 "time": "2026-06-10T12:50:00Z", "data": {"deployment_id": "%s", "service_id": "payments-api",
                 "environment": "production", "status": "%s", "note": "%s"}}""".formatted(id, id, status, note);
    }
}
