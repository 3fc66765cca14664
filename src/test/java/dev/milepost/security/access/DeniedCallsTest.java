package dev.milepost.security.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What needs no token; the rest of denied calls is in AccessIT. */
@QuarkusTest
@Tag("service")
class DeniedCallsTest {

    private static final String COUNTER = "milepost_access_denied_total{reason=\"invalid-signature\"}";

    @Test
    void countsUnsignedDeliveries() {
        var before = counted();

        given().contentType("application/json")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
                .body("{}")
                .post("/webhooks/github")
                .then()
                .statusCode(401);

        assertThat(counted()).isEqualTo(before + 1);
    }

    private static double counted() {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(COUNTER))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }
}
