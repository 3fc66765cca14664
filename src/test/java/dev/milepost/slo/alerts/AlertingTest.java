package dev.milepost.slo.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.slo.prometheus.Scrapes;
import dev.milepost.testing.Contract;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What on-call tools and Prometheus are told of an objective, from its events on. */
@QuarkusTest
@Tag("service")
class AlertingTest {

    private static final String PATH = "/api/v1/slos/";
    private static final String YAML = "application/yaml";
    private static final Path ASKED_BY_THE_CHART = Path.of("src/test/resources/helm/metrics.txt");

    @Inject
    AlertEvaluator alerts;

    @Inject
    Scrapes scrapes;

    private final String name = "s-" + UUID.randomUUID();
    private final Instant halfAnHourAgo = Instant.now().minusSeconds(1_800).truncatedTo(ChronoUnit.MINUTES);

    /** How long runs of a template of this test's own take; its rule fires where more than half are slow. */
    private final String definition = """
            {apiVersion: openslo/v1, kind: SLO, metadata: {name: %1$s}, spec: {service: scaffolder,
              budgetingMethod: Occurrences, timeWindow: [{duration: 28d, isRolling: true}],
              objectives: [{displayName: Fast, op: lte, value: 0.3, target: 0.8}],
              indicator: {metadata: {name: duration}, spec: {thresholdMetric: {metricSource: {type: milepost, spec: {
                from: {event: scaffold.started}, to: {event: scaffold.completed, filter: data.template_id == "%1$s"},
                by: [data.task_id]}}}}},
              alertPolicies: [{kind: AlertPolicy, metadata: {name: on-call}, spec: {notificationTargets: [], conditions: [
                {kind: AlertCondition, metadata: {name: burning, annotations: {milepost.dev/short-window: 1h}},
                 spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 2.5, lookbackWindow: 1h}}}]}}]}}
            """.formatted(name);

    @Test
    void sendsEachTransitionOnce() throws Exception {
        define(definition);
        send(runs(10, 4_000));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    alerts.evaluate();
                    throw new IllegalStateException("killed");
                }))
                .isInstanceOf(IllegalStateException.class);
        tellByMany();
        awaitTold("slo.burn_rate.exceeded", 1);
        tellByMany();
        send(runs(40, 100));
        tellByMany();
        awaitTold("slo.burn_rate.recovered", 1);
        alerts.evaluate();

        var exceeded = told("slo.burn_rate.exceeded");
        var recovered = told("slo.burn_rate.recovered");
        assertThat(exceeded).hasSize(1);
        assertThat(exceeded.get(0))
                .containsEntry("rule", "burning")
                .containsEntry("objective", "Fast")
                .containsEntry("state", "BREACHED")
                .containsEntry("alert_id", recovered.get(0).get("alert_id"));
        assertThat(recovered).hasSize(1);
        assertThat(recovered.get(0)).containsEntry("reason", "rate_fell");
        assertThat(told("slo.error_budget.spent"))
                .extracting(data -> data.get("threshold_percent"))
                .containsExactlyInAnyOrder(50, 25, 10, 0);
    }

    /** As many replicas would, at once. */
    private void tellByMany() {
        var replicas = Stream.generate(() -> CompletableFuture.runAsync(alerts::evaluate))
                .limit(4)
                .toList();
        replicas.forEach(CompletableFuture::join);
        // One that came late to the turn may have told nothing.
        alerts.evaluate();
    }

    /** A law: what Prometheus reads is what the API answers, after disorder, late events, recounts and summing up. */
    @Test
    void exportsSameValuesToPrometheusAndApi() throws IOException {
        send(runs(5, 200));
        define(definition);
        var random = new Random(11);
        var late = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            var task = name + "-" + random.nextInt(25);
            late.add(event("scaffold.completed", task, 100 * random.nextInt(6)));
            late.add(event("scaffold.started", task, -100 * random.nextInt(3)));
        }
        send(late.subList(0, 30));
        agree();
        send(late.subList(30, late.size()));
        agree();
        scrapes.sumUp();
        agree();
        define(definition.replace("value: 0.3", "value: 0.25"));
        agree();

        assertThat(scrapes.of(name).keySet().stream().map(series -> series.replaceFirst("\\{.*", "")))
                .containsAll(Files.readAllLines(ASKED_BY_THE_CHART).stream()
                        .filter(metric -> metric.startsWith("milepost_slo_"))
                        .toList());
    }

    private void agree() {
        var body = given().get(PATH + name).then().statusCode(200).extract().asString();
        var answer = JsonPath.with(body).using(new JsonPathConfig(NumberReturnType.BIG_DECIMAL));
        var series = scrapes.of(name);

        assertThat(series.get("milepost_slo_sli{objective=\"Fast\"}")).isEqualTo(number(answer, "sli"));
        assertThat(series.get("milepost_slo_error_budget_remaining_ratio{objective=\"Fast\"}"))
                .isEqualTo(number(answer, "budget.remaining_ratio"));
        assertThat(series.get("milepost_slo_burn_rate{objective=\"Fast\",window=\"1h\"}"))
                .isEqualTo(number(answer, "burn[0].long_window.burn_rate"));
        assertThat(series.get("milepost_slo_rule_firing{objective=\"Fast\",rule=\"burning\",severity=\"page\"}"))
                .isEqualTo("FIRING".equals(answer.getString("objectives[0].burn[0].state")) ? 1 : 0);
        assertThat(series.get("milepost_slo_state{objective=\"Fast\",state=\"" + answer.getString("objectives[0].state")
                        + "\"}"))
                .isEqualTo(1);
        var value = answer.getInt("version") == 1 ? "0.3" : "0.25";
        assertThat(holding(series, "_count{}")).isEqualTo(number(answer, "valid"));
        assertThat(holding(series, "_bucket{le=\"" + value + "\"}")).isEqualTo(number(answer, "good"));
    }

    private static Double number(JsonPath answer, String field) {
        Object value = answer.get("objectives[0]." + field);
        return new BigDecimal(value.toString()).doubleValue();
    }

    private static double holding(Map<String, Double> series, String name) {
        return series.getOrDefault("milepost_slo_duration_seconds" + name, Double.NaN)
                - series.getOrDefault("milepost_slo_duration_withdrawn_seconds" + name, Double.NaN);
    }

    @Test
    void exportsPrometheusRules() {
        define(definition);

        rules(name + "/prometheus-rules")
                .statusCode(200)
                .body(containsString("milepost_slo_burn_rate:max{slo=\\\"" + name + "\\\",objective=\\\"Fast\\\""))
                .body(containsString("> 2.5 and ignoring (window)"));
        rules(name + "/prometheus-rules?format=kubernetes")
                .statusCode(200)
                .body(containsString("name: milepost-slo-" + name));
        rules("prometheus-rules?owner=group:default/nobody").statusCode(200).body(equalTo("groups: []\n"));
        rules("prometheus-rules").statusCode(200).body(containsString(name)).body(containsString("template-success"));
        rules("none/prometheus-rules").statusCode(404);
        given().get(PATH + "prometheus-rules?format=terraform").then().statusCode(400);
        assertThat(scrapes.of(name).keySet())
                .anyMatch(series -> series.startsWith("milepost_slo_target{"))
                .noneMatch(series -> series.startsWith("milepost_slo_sli{"));
    }

    private ValidatableResponse rules(String path) {
        return given().filter(Contract.FILTER).get(PATH + path).then();
    }

    private void define(String definition) {
        given().contentType(YAML)
                .body(definition.getBytes(StandardCharsets.UTF_8))
                .put(PATH + name)
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get(PATH + name).then().body("recount", equalTo(null)));
    }

    /** So many of a duration in milliseconds. */
    private List<String> runs(int count, int milliseconds) {
        return Stream.generate(() -> name + "-" + UUID.randomUUID())
                .limit(count)
                .flatMap(task ->
                        Stream.of(event("scaffold.completed", task, milliseconds), event("scaffold.started", task, 0)))
                .toList();
    }

    private String event(String type, String task, int milliseconds) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.milepost.%s", "time": "%s",
                 "datacontenttype": "application/json",
                 "data": {"task_id": "%s", "template_id": "%s", "status": "success"}}
                """.formatted(UUID.randomUUID(), type, halfAnHourAgo.plusMillis(milliseconds), task, name);
    }

    private static void send(List<String> events) {
        given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> given().get("/api/v1/pipeline").then().body("lag_events", equalTo(0)));
    }

    private void awaitTold(String type, int times) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(told(type)).hasSize(times));
    }

    /** The data of the events of a type that tell of this test's own SLO. */
    private List<Map<String, Object>> told(String type) {
        return given()
                .get("/api/v1/events?limit=1000&type=" + type)
                .then()
                .statusCode(200)
                .extract()
                .<List<Map<String, Object>>>path("items.data")
                .stream()
                .filter(data -> name.equals(data.get("slo")))
                .toList();
    }
}
