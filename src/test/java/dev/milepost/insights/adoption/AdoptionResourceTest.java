package dev.milepost.insights.adoption;

import static dev.milepost.upgrades.plans.GoldenPaths.get;
import static dev.milepost.upgrades.plans.GoldenPaths.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.upgrades.plans.GoldenPaths;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class AdoptionResourceTest {

    private static final String MODULE = """
            parameters: {title: Service, properties: {name: {type: string}}}
            skeleton: {targetPath: .}
            """;
    private static final Instant JUNE = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T10:00:00Z");

    private final GoldenPaths paths = new GoldenPaths();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void computesAdoptionRegardlessOfOrder(long seed) {
        paths.publish("1.0.0", MODULE, Map.of("a.txt", "one\n"));
        paths.publish("1.1.0", MODULE, Map.of("a.txt", "two\n"));
        paths.promote("1.1.0");
        var events = new ArrayList<>(List.of(
                run("scaffold.started", "a", "1.0.0", JUNE, Map.of()),
                run(
                        "scaffold.completed",
                        "a",
                        "1.0.0",
                        JUNE.plusSeconds(300),
                        Map.of("status", "success", "buildable", true)),
                run("scaffold.completed", "b", "1.0.0", JUNE, Map.of("status", "failure")),
                run("scaffold.completed", "u", "1.0.0", JUNE, Map.of("status", "success", "buildable", false)),
                run(
                        "scaffold.completed",
                        "u",
                        "1.1.0",
                        JULY,
                        Map.of("status", "success", "kind", "upgrade", "task_id", "again"))));
        for (int day = 2; day <= 8; day++) {
            var at = (day < 5 ? JUNE : JULY).plusSeconds(day * 86_400L);
            events.add(paths.event(
                    "deploy.completed",
                    at,
                    Map.of(
                            "deployment_id",
                            "d" + day,
                            "service_id",
                            paths.name("u"),
                            "environment",
                            "production",
                            "status",
                            "success")));
        }
        Collections.shuffle(events, new Random(seed));
        events.forEach(event -> send(List.of(event)));

        get("/templates/" + paths.name("path") + "/adoption?from=2026-05-01&to=2027-05-01")
                .statusCode(200)
                .body("runs.count", equalTo(4))
                .body("runs.succeeded", equalTo(3))
                .body("runs.failed", equalTo(1))
                .body("runs.success.ratio", equalTo(0.75f))
                .body("runs.buildable.part", equalTo(1))
                .body("runs.buildable.whole", equalTo(2))
                .body("runs.time_to_first_success.count", equalTo(2))
                .body("runs.time_to_first_success.p50_seconds", equalTo(150))
                .body("runs.time_saved.seconds", equalTo(0))
                .body("runs.time_saved.unknown", equalTo(2))
                .body("runs.by_version", equalTo(Map.of("1.0.0", 3, "1.1.0", 1)))
                .body("time_to_first_deployment.count", equalTo(1))
                .body("time_to_first_deployment.p50_seconds", equalTo(2 * 86_400))
                .body("services.count", equalTo(2))
                .body("services.by_version", equalTo(Map.of("1.0.0", 1, "1.1.0", 1)))
                .body("services.by_team", equalTo(Map.of("payments", 2)))
                .body("deployments.part", equalTo(7))
                .body("deployments.whole", greaterThanOrEqualTo(7))
                .body("golden_deployments.part", greaterThanOrEqualTo(7))
                .body("version_lag.services", equalTo(2))
                .body("version_lag.behind", equalTo(1))
                .body("version_lag.mean_versions", equalTo(0.5f))
                .body("upgrades.version", contains("1.0.0", "1.1.0"))
                .body("upgrades[0].offered", equalTo(0))
                .body("upgrades[0].taken_of_offered.ratio", nullValue())
                .body("upgrades[1].offered", equalTo(1))
                .body("upgrades[1].taken", equalTo(1))
                .body("comparison.compared", equalTo(1))
                .body("comparison.too_few_deployments", equalTo(2))
                .body("comparison.before.deployments", equalTo(3))
                .body("comparison.after.deployments", equalTo(4))
                .body("comparison.before.deployments_per_day", equalTo(0.1f))
                .body(
                        "comparison.services.result",
                        containsInAnyOrder("compared", "too_few_deployments", "too_few_deployments"));
    }

    @Test
    void answersUnusedGoldenPathWithNulls() {
        paths.publish("1.0.0", MODULE, Map.of("a.txt", "one\n"));

        get("/templates/" + paths.name("path") + "/adoption")
                .statusCode(200)
                .body("runs.count", equalTo(0))
                .body("runs.success.ratio", nullValue())
                .body("runs.success.reason", equalTo("no_runs"))
                .body("version_lag.reason", equalTo("no_services"))
                .body("comparison.reason", equalTo("too_few_services"))
                .body("comparison.before", nullValue());
    }

    @Test
    void refusesInvalidParameters() {
        var path = "/templates/" + paths.name("path") + "/adoption";

        get(path).statusCode(404).body("type", equalTo("/problems/unknown-template"));
        get(path + "?from=2026-06-02&to=2026-06-01").statusCode(400).body("errors.pointer", contains("from"));
        get(path + "?from=yesterday").statusCode(400);
        get(path + "?comparison_days=0").statusCode(400);
    }

    private Map<String, Object> run(String type, String service, String version, Instant at, Map<String, Object> said) {
        var data = new HashMap<String, Object>(Map.of(
                "task_id",
                "task-" + service,
                "template_id",
                paths.name("path"),
                "template_version",
                version,
                "service_id",
                paths.name(service),
                "team",
                "payments"));
        data.putAll(said);
        return paths.event(type, at, data);
    }
}
