package dev.milepost.events.pipeline;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasSize;

import dev.milepost.testing.Outages;
import dev.milepost.testing.RawTopicProducer;
import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
@Tag(Soak.ALONE)
class OutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("milepost.test.outage", 12));

    private final String service = "service-" + UUID.randomUUID();

    @Test
    void recoversFromPostgresOutage() {
        Outages.ofPostgres(() -> {
            send("during");
            awaitHealth("well", 503);
            pass(OUTAGE);
        });

        send("after");
        PipelineTest.awaitNoLag();
        history().body("items.id", hasSize(20));
        awaitHealth("well", 200);
    }

    @Test
    void recoversFromKafkaOutage() {
        send("before");

        Outages.ofKafka(() -> {
            awaitHealth("ready", 503);
            given().get("/api/v1/pipeline").then().statusCode(503);
            pass(OUTAGE);
        });

        send("after");
        PipelineTest.awaitNoLag();
        history().body("items.id", hasSize(20));
        awaitHealth("ready", 200);
    }

    private void send(String name) {
        try (var producer = new RawTopicProducer()) {
            for (int i = 0; i < 10; i++) {
                producer.sendChange(service, name + i);
            }
        }
    }

    private io.restassured.response.ValidatableResponse history() {
        return given().get("/api/v1/events?service=" + service).then().statusCode(200);
    }

    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }

    private static void awaitHealth(String part, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/" + part).then().statusCode(status));
    }
}
