package dev.milepost.slo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.Sql;
import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SlosResourceTest {

    private static final String PATH = "/api/v1/slos";
    private static final String YAML = "application/yaml";

    @Inject
    DataSource database;

    private final String name = "t-" + UUID.randomUUID();
    private final Instant hourAgo = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    /** The share of successful runs of a template of this test's own. */
    private final String success = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: %1$s
              annotations: {milepost.dev/owner: group:default/platform}
            spec:
              service: scaffolder
              indicatorRef: runs
              budgetingMethod: Occurrences
              objectives: [{target: 0.9}]
            ---
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: runs}
            spec:
              ratioMetric:
                total:
                  metricSource:
                    type: milepost
                    spec:
                      events: [scaffold.completed]
                      by: [data.task_id]
                      filter: data.template_id == "%1$s"
                      exclude: [{reason: cancelled, when: data.status == "cancelled"}]
                good:
                  metricSource: {type: milepost, spec: {filter: data.status == "success"}}
            """.formatted(name);

    /** How long runs of a template of this test's own take. */
    private final String latency = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: %1$s}
            spec:
              service: scaffolder
              budgetingMethod: Occurrences
              objectives: [{op: lte, value: 180, target: 0.9}]
              indicator:
                metadata: {name: duration}
                spec:
                  thresholdMetric:
                    metricSource:
                      type: milepost
                      spec:
                        from: {event: scaffold.started}
                        to: {event: scaffold.completed, filter: data.template_id == "%1$s"}
                        by: [data.task_id]
            """.formatted(name);

    @Test
    void bringsObjectivesAlong() {
        contract()
                .get(PATH + "?limit=1000")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems(
                                "catalog-freshness",
                                "catalog-freshness-slices",
                                "scaffolder-latency",
                                "template-success"));
        contract().get(PATH + "/template-success").then().statusCode(200).body("objectives[0].target", equalTo(0.95f));
        contract().get(PATH + "/no-such-slo").then().statusCode(404);
        contract().get(PATH + "/no-such-slo/openslo").then().statusCode(404);
    }

    /** One way through the pipeline, since each takes its time: what was late, once more, and by another definition. */
    @Test
    void countsRunsAndChangesWithLateEvents() {
        put(success)
                .statusCode(200)
                .body("objectives[0].state", equalTo("NO_DATA"))
                .body("objectives[0].sli", nullValue())
                .body("recount", nullValue());

        send(
                completed("a", 0, "success"),
                completed("b", 1, "failure"),
                completed("c", 2, "cancelled"),
                completed("d", 200, "success"),
                started("d", 0));

        get("").body("objectives[0].events.total", equalTo(4))
                .body("objectives[0].events.good", equalTo(2))
                .body("objectives[0].events.bad", equalTo(1))
                .body("objectives[0].events.excluded.cancelled", equalTo(1))
                .body("objectives[0].state", equalTo("INSUFFICIENT_DATA"))
                .body("objectives[0].to", endsWith(":00Z"));
        get("/bad-events")
                .body("items", hasSize(1))
                .body("items[0].correlation_ids", contains(name + "-corr"))
                .body("items[0].events.type", contains("scaffold.completed"));
        get("/history?step=day")
                .body("points", hasSize(greaterThan(20)))
                .body("points[0].objectives[0].good", equalTo(2))
                .body("points[27].objectives[0].state", equalTo("NO_DATA"));
        previewsAndCountsByAnotherDefinition();

        // What failed was tried again, before it was told that it had failed for good
        send(completed("b", 3, "success"), completed("a", -1, "failure"), started("a", -2));

        get("").body("objectives[0].events.good", equalTo(1))
                .body("objectives[0].events.bad", equalTo(1))
                .body("objectives[0].events.excluded.without_start", equalTo(2));
        put(success).statusCode(200).body("version", equalTo(3)).body("objectives[0].events.bad", equalTo(0));
        get("/bad-events").body("items", hasSize(0));
    }

    private void previewsAndCountsByAnotherDefinition() {
        contract()
                .contentType(YAML)
                .body(latency.getBytes(StandardCharsets.UTF_8))
                .post(PATH + "/preview")
                .then()
                .statusCode(200)
                .body("objectives[0].events.bad", equalTo(1))
                .body("objectives[0].events.excluded.without_start", equalTo(3));
        get("").body("version", equalTo(1)).body("objectives[0].events.good", equalTo(2));
        put(latency)
                .statusCode(200)
                .body("version", equalTo(2))
                .body("counted_version", equalTo(2))
                .body("recount", nullValue())
                .body("objectives[0].events.bad", equalTo(1));
    }

    @Test
    void keepsVersionsWithWhoSavedThem() {
        put(success).statusCode(200).body("version", equalTo(1));
        put(success).statusCode(200).body("version", equalTo(1));
        put(success.replace("target: 0.9", "target: 0.8")).statusCode(200).body("counted_version", equalTo(2));

        var first = get("/versions?limit=1")
                .body("items.version", contains(2))
                .extract()
                .path("next_cursor");
        get("/versions?limit=1&cursor=" + first)
                .body("items.version", contains(1))
                .body("items[0].author", notNullValue())
                .body("next_cursor", nullValue());
        get("/versions/1")
                .body("documents.kind", contains("SLO", "SLI"))
                .body("documents[0].spec.objectives[0].target", equalTo(0.9f));
        contract().get(PATH + "/" + name + "/versions/3").then().statusCode(404);
        contract().get(PATH + "/no-such-slo/versions").then().statusCode(404);
        contract().get(PATH + "/no-such-slo/versions/1").then().statusCode(404);
        contract()
                .get(PATH + "/template-success/versions/0")
                .then()
                .statusCode(200)
                .body("created_at", nullValue());
        assertThat(new Sql(database)
                        .query(
                                "select after->>'version' from audit_entry where subject = ? and action = 'slo.defined'",
                                row -> row.getString(1),
                                name))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void exportsWhatWasImported() {
        put(success).statusCode(200);

        var exported = contract()
                .get(PATH + "/" + name + "/openslo")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(exported).startsWith("apiVersion: openslo/v1\n");
        put(exported).statusCode(200).body("version", equalTo(1));
    }

    @Test
    void listsThoseOfAnOwner() {
        put(success).statusCode(200);

        contract()
                .get(PATH + "?owner=group:default/platform&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items.owner", everyItem(equalTo("group:default/platform")));
    }

    @Test
    void refusesWhatCannotBeDefined() {
        put(success.replace("target: 0.9", "target: 1"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/0/spec/objectives/0/target"));
        put(success.replace("data.status == \"success\"", "status"))
                .statusCode(422)
                .body("errors[0].pointer", containsString("/good/metricSource/spec/filter"));
        put(success.replace("name: " + name, "name: other")).statusCode(422);
        given().get(PATH + "/template-success/history?step=year").then().statusCode(400);
        put("a: [").statusCode(400);
        contract()
                .contentType("text/plain")
                .body("x".getBytes(StandardCharsets.UTF_8))
                .put(PATH + "/" + name)
                .then()
                .statusCode(415);
        contract()
                .contentType(YAML)
                .header("Milepost-User", "user:default/jane")
                .body(success.getBytes(StandardCharsets.UTF_8))
                .put(PATH + "/" + name)
                .then()
                .statusCode(403);
        contract().get(PATH + "/" + name).then().statusCode(404);
    }

    private ValidatableResponse put(String definition) {
        return contract()
                .contentType(YAML)
                .body(definition.getBytes(StandardCharsets.UTF_8))
                .put(PATH + "/" + name)
                .then();
    }

    private ValidatableResponse get(String path) {
        return contract().get(PATH + "/" + name + path).then().statusCode(200);
    }

    private String started(String task, int second) {
        return event("scaffold.started", task, second, "");
    }

    private String completed(String task, int second, String status) {
        return event("scaffold.completed", task, second, ", \"status\": \"%s\"".formatted(status));
    }

    private String event(String type, String task, int second, String more) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "dev.milepost.%s", "time": "%s",
                 "correlationid": "%s-corr", "datacontenttype": "application/json",
                 "data": {"task_id": "%s-%s", "template_id": "%s"%s}}
                """.formatted(UUID.randomUUID(), type, hourAgo.plusSeconds(second), name, name, task, name, more);
    }

    private static void send(String... events) {
        given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(events.length));
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> given().get("/api/v1/pipeline").then().body("lag_events", equalTo(0)));
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER);
    }
}
