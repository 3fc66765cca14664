package dev.milepost.slo.status;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.event;
import static dev.milepost.testing.SloClient.sendAndCount;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SLOs with parts have status, history and bad events like others, and keep their parts. */
@QuarkusTest
@Tag("service")
class CompositeSloTest {

    private static final Instant HOUR =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(7200);

    private final String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final String first = name + "-first";
    private final String second = name + "-second";

    @Test
    void countsSlicesOfItsParts() {
        SloClient.define(first, part(first)).statusCode(200);
        SloClient.define(second, part(second)).statusCode(200);
        sendAndCount(
                run(first, 1, "success"),
                run(second, 2, "success"),
                run(first, 6, "failure"),
                run(second, 7, "success"),
                run(second, 11, "success"));

        SloClient.define(name, composite("{slo: " + first + "}, {slo: " + second + ", weight: 3}"))
                .statusCode(200)
                .body("recount", nullValue())
                .body("objectives.find { it.display_name == 'All' }.unit", equalTo("time_slices"))
                .body("objectives.find { it.display_name == 'All' }.good", equalTo(2))
                .body("objectives.find { it.display_name == 'All' }.bad", equalTo(1))
                .body("objectives.find { it.display_name == 'Most' }.bad", equalTo(0));
        contract()
                .contentType("application/yaml")
                .body(composite("{slo: " + first + "}").getBytes(StandardCharsets.UTF_8))
                .post(SLOS + "preview")
                .then()
                .statusCode(200)
                .body("objectives[0].bad", equalTo(1))
                .body("objectives[0].good", equalTo(1));
        get("/history?step=day").body("points[0].objectives[0].bad", equalTo(1));
        get("/bad-events")
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("Bad parts: " + first + "."))
                .body("items[0].at", equalTo(HOUR.plusSeconds(300).toString()));
        get("?by=service").body("groups", hasSize(0));
        contract().get(SLOS + "gate?slo=" + name).then().statusCode(200).body("objectives", hasSize(2));
        contract()
                .get("/api/v1/slos?service=" + name + "&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", contains(name, first, second));
        contract().get(SLOS + name + "/prometheus-rules").then().statusCode(200);
    }

    @Test
    void keepsItsParts() {
        SloClient.define(first, part(first)).statusCode(200);
        SloClient.define(name, composite("{slo: " + first + "}, {slo: " + second + "}"))
                .statusCode(422)
                .body("errors.pointer", contains("/spec/indicator/spec/ratioMetric/raw/metricSource/spec/parts/1"))
                .body("errors[0].detail", containsString("does not exist"));
        SloClient.define(name, composite("{slo: " + first + "}")).statusCode(200);

        SloClient.define(second, composite(second, "{slo: " + name + "}"))
                .statusCode(422)
                .body("errors[0].detail", containsString("has parts itself"));
        SloClient.define(first, composite(first, "{slo: template-success}"))
                .statusCode(409)
                .body("type", containsString("slo-is-part"));
        contract().delete(SLOS + first).then().statusCode(409).body("detail", containsString(name));
        contract()
                .contentType("application/json")
                .body("{\"name\": \"%s\"}".formatted(second))
                .post(SLOS + first + "/rename")
                .then()
                .statusCode(409);

        contract().delete(SLOS + name).then().statusCode(204);
        contract().delete(SLOS + first).then().statusCode(204);
    }

    private ValidatableResponse get(String path) {
        return contract().get(SLOS + name + path).then().statusCode(200);
    }

    private String composite(String parts) {
        return composite(name, parts);
    }

    private String composite(String slo, String parts) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: %s
                  budgetingMethod: Timeslices
                  objectives:
                    - {displayName: All, target: 0.9, timeSliceTarget: 1, timeSliceWindow: 5m}
                    - {displayName: Most, target: 0.9, timeSliceTarget: 0.75, timeSliceWindow: 5m}
                  indicator:
                    metadata: {name: parts}
                    spec:
                      ratioMetric:
                        rawType: success
                        raw: {metricSource: {type: milepost, spec: {parts: [%s]}}}
                """.formatted(slo, name, parts);
    }

    private String part(String slo) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %1$s}
                spec:
                  service: %2$s
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        total:
                          metricSource:
                            type: milepost
                            spec: {events: [scaffold.completed], filter: data.template_id == "%1$s"}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(slo, name);
    }

    private static String run(String template, int minute, String status) {
        return event("scaffold.completed", HOUR.plusSeconds(60L * minute), """
                "task_id": "%s", "template_id": "%s", "status": "%s\"""".formatted(
                        UUID.randomUUID(), template, status));
    }
}
