package dev.milepost;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.milepost.testing.Contract;
import dev.milepost.testing.Outages;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class HealthTest {

    @Test
    void reportsLiveness() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    /** Kubernetes sends to what is ready, and events can be taken without the database. */
    @Test
    void staysReadyWhilePostgresIsDown() {
        Outages.ofPostgres(() -> {
            awaitStatus("/q/health/well", 503);
            awaitStatus("/q/health", 503);

            given().get("/q/health/ready").then().statusCode(200);
            given().contentType("application/cloudevents+json")
                    .body(event())
                    .post("/api/v1/events")
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(1));
            given().filter(Contract.FILTER)
                    .get("/api/v1/audit")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/database-away"));
        });

        awaitStatus("/q/health/well", 200);
        awaitStatus("/q/health", 200);
    }

    private static String event() {
        return """
                {"specversion": "1.0", "id": "%s", "source": "health", "type": "com.company.change.created",
                 "time": "2026-06-10T12:34:00Z", "data": {"commit_sha": "a1b2c3d4", "service_id": "health"}}""".formatted(UUID.randomUUID());
    }

    private static void awaitStatus(String path, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get(path).then().statusCode(status));
    }
}
