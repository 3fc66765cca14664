package dev.milepost;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.testing.Outages;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class HealthTest {

    @Test
    void isAlive() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void turnsUnreadyWhilePostgresIsAwayAndReadyAgainByItself() {
        Outages.ofPostgres(() -> awaitReadiness(503));

        awaitReadiness(200);
    }

    private static void awaitReadiness(int status) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(status));
    }
}
