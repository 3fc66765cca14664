package dev.milepost.events.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services and commits that producers name in several ways, and the numbers that they move. */
@QuarkusTest
@Tag("service")
class AmbiguousNamesTest {

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String service = "orders-" + run;

    @Test
    void countsAServiceOnceByAllItsNames() {
        var names = List.of(
                service,
                "component:default/" + service,
                "component:" + service,
                "default/" + service,
                "Component:Default/" + service.toUpperCase(Locale.ROOT));
        for (int i = 0; i < names.size(); i++) {
            post("deploy.completed", "d" + i, "2026-06-0%dT09:00:00Z".formatted(i + 1), names.get(i), """
                    "deployment_id": "d%d", "environment": "production", "status": "success\"""".formatted(i));
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        ask("/api/v1/four-keys", service).body("deployment_frequency.count", equalTo(names.size())));
        for (var name : names) {
            ask("/api/v1/four-keys", name).body("deployment_frequency.count", equalTo(names.size()));
        }
        ask("/api/v1/events", service).body("items", hasSize(names.size()));
        given().filter(Contract.FILTER)
                .queryParam("q", service)
                .get("/api/v1/services")
                .then()
                .statusCode(200)
                .body("items.name", contains(service));
    }

    /** The deployment arrives before or after the change that it names by its first digits. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linksAbbreviatedCommits(boolean changeFirst) {
        var named = service + changeFirst;
        var commit = (run + UUID.randomUUID().toString().replace("-", "") + "0").substring(0, 40);
        Runnable change = () ->
                post("change.created", "c", "2026-06-01T08:00:00Z", named, "\"commit_sha\": \"%s\"".formatted(commit));
        Runnable deployment = () ->
                post("deploy.completed", "d", "2026-06-01T09:00:00Z", named, """
                "deployment_id": "d", "environment": "production", "status": "success", "commit_sha": "%s\"""".formatted(commit.substring(0, 8)));

        (changeFirst ? change : deployment).run();
        (changeFirst ? deployment : change).run();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> ask("/api/v1/four-keys", named)
                        .body("lead_time_for_changes.count", equalTo(1))
                        .body("lead_time_for_changes.p50_seconds", equalTo(3600))
                        .body("coverage.deployments_without_known_change", equalTo(0)));
        ask("/api/v1/four-keys/deployments", named).body("items.commit_sha", contains(commit));
    }

    private void post(String type, String id, String time, String name, String data) {
        EventRequests.post(EventRequests.STRUCTURED, """
                        {"specversion": "1.0", "id": "%s", "source": "names-%s", "type": "com.company.%s", "time": "%s",
                         "data": {"service_id": "%s", %s}}""".formatted(id, name + run, type, time, name, data))
                .statusCode(202);
    }

    private static ValidatableResponse ask(String path, String name) {
        return given().filter(Contract.FILTER)
                .queryParam("service", name)
                .queryParam("from", "2026-06-01T00:00:00Z")
                .queryParam("to", "2026-07-01T00:00:00Z")
                .get(path)
                .then()
                .statusCode(200);
    }
}
