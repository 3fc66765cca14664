package dev.milepost.helm;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.Contract;
import dev.milepost.testing.Promtool;
import dev.milepost.testing.RawTopicProducer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service tells the metrics and answers the questions that the chart's alerts and dashboards are made of. */
@QuarkusTest
@Tag("service")
class MetricsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z_]+)(?::[a-z:]+)?\\}");
    private static final Map<String, String> VARIABLES = Map.of(
            "__from", "2026-06-01T00:00:00.000Z",
            "__to", "2026-07-01T00:00:00.000Z",
            "environment", "production",
            "step", "week",
            "by", "team",
            "filter", "");

    /** Those of what was counted for an objective: nothing is here. {@code SignalsResourceTest} asks for them with events. */
    private static final Set<String> OF_COUNTS =
            Set.of("milepost_slo_burn_rate", "milepost_slo_error_budget_remaining_ratio", "milepost_slo_sli");

    @Test
    void exposesMetricsOfAlertsAndDashboards() throws IOException {
        post("one", "abc");
        post("two", "");
        try (var producer = new RawTopicProducer()) {
            producer.send("{", "content-type", "application/cloudevents+json");
        }
        given().get("/api/v1/four-keys").then().statusCode(200);
        var asked = Files.readAllLines(AlertsTest.METRICS).stream()
                .filter(name -> !OF_COUNTS.contains(name))
                .toList();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics()
                                .lines()
                                .filter(line -> !line.startsWith("#"))
                                .map(line -> line.split("[{ ]", 2)[0])
                                .collect(Collectors.toSet()))
                        .containsAll(asked));
    }

    /** Help texts, names and types by Prometheus's own lint; for the service's metrics, since others are not ours. */
    @Test
    void passesTheLintOfPrometheus() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(metrics()).contains("milepost_slo_rule_firing", "install=\"milepost\""));
        // In the format that promtool reads; the one that is sent without Accept has no help texts of counters for it.
        var ours = given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("milepost_")
                        || line.startsWith("# HELP milepost_")
                        || line.startsWith("# TYPE milepost_"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(ours.lines().filter(line -> line.startsWith("# HELP")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.split(" ", 4)).hasSize(4));
        assertThat(Promtool.checkMetrics(ours)).isEmpty();
    }

    @Test
    void exposesLabelsOfDashboards() {
        post("three", "abc");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("(?m)^milepost_intake_events_total\\{.*outcome=\"accepted\"")
                        .containsPattern("(?m)^milepost_pipeline_records_total\\{.*channel=\"raw-events\"")
                        .containsPattern("(?m)^http_server_requests_seconds_count\\{.*status=\"202\"")
                        .containsPattern("(?m)^jvm_memory_used_bytes\\{.*area=\"heap\""));
    }

    @Test
    void answersQueriesOfFourKeysDashboard() {
        assertThat(Dashboards.questions()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(question -> {
            var url = VARIABLE.matcher(question.path("url").asText())
                    .replaceAll(variable -> Objects.requireNonNull(VARIABLES.get(variable.group(1))));
            var answer = new ObjectMapper()
                    .readTree(given().filter(Contract.FILTER)
                            .urlEncodingEnabled(false)
                            .get(url)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
            var root = question.path("root_selector").asText();
            var rows = root.isEmpty() ? answer : answer.path(root);
            assertThat(root.isEmpty() || rows.isArray()).as(root).isTrue();
            assertThat(question.path("columns").findValuesAsText("selector"))
                    .allSatisfy(selector ->
                            assertThat(isIn(rows, selector)).as(selector).isTrue());
        });
    }

    /** Whether a value is told, in each row where there are rows. */
    private static boolean isIn(JsonNode rows, String selector) {
        var pointer = "/" + selector.replace('.', '/');
        return rows.isArray()
                ? rows.valueStream().noneMatch(row -> row.at(pointer).isMissingNode())
                : !rows.at(pointer).isMissingNode();
    }

    private static void post(String id, String commit) {
        given().contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "helm-%s", "source": "helm", "type": "com.company.change.created",
                         "time": "2026-06-10T12:34:00Z", "data": {"commit_sha": "%s", "service_id": "helm-metrics"}}
                        """.formatted(id, commit))
                .post("/api/v1/events")
                .then()
                .statusCode(commit.isEmpty() ? 422 : 202);
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
