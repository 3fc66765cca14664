package dev.milepost.slo.status;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.event;
import static dev.milepost.testing.SloClient.sendAndCount;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class SloBreakdownTest {

    private final String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant hourAgo = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void attributesBadRuns() {
        sync("team-a", "");
        define();
        sendAndCount(
                run("a", "-v2", "2.1.0", "failure", "\"service_id\": \"%s\", \"step\": \"publish\"".formatted(name)),
                run("b", "", "2.1.0", "failure", "\"team\": \"team-b\", \"step\": \"publish\""),
                run("c", "", "2.1.0", "success", "\"team\": \"team-b\""),
                run("d", "-v2", null, "success", "\"team\": \"team-b\""),
                run("e", "", "2.0.0", "success", "\"service_id\": \"%s\"".formatted(name)));

        get("").body("groups", nullValue())
                .body("contributors.template_version.key", contains(name + "@2.1.0"))
                .body("contributors.template_version.bad", contains(2))
                .body("contributors.team.key", contains("team-a", "team-b"))
                .body("contributors.service.key", contains(equalTo(name), nullValue()))
                .body("contributors.step[0].key", equalTo("publish"))
                .body("objectives[0].explanation", endsWith(" 2 of 2 bad events are of " + name + "@2.1.0."));
        get("?by=template_version")
                .body("groups.key", contains(name + "@2.1.0", name + "@2", name + "@2.0.0"))
                .body("groups[0].objectives[0].events.bad", equalTo(2))
                .body("groups[0].objectives[0].state", equalTo("BREACHED"))
                .body("groups[0].share.of_bad", equalTo(1.0f))
                .body("groups[0].share.of_valid", equalTo(0.6f))
                .body("groups[0].share.ratio", equalTo(1.666667f))
                .body("groups[1].share.ratio", equalTo(0.0f))
                .body("groups[1].objectives[0].state", equalTo("INSUFFICIENT_DATA"));
        for (var by : List.of("template", "template_version", "team", "service", "step")) {
            var answer = get("?by=" + by).extract().jsonPath();
            List<Integer> valid = answer.getList("groups.objectives.events.valid.flatten()");
            assertThat(valid.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(answer.getInt("objectives[0].events.valid"))
                    .isEqualTo(5);
        }
        get("?by=team").body("groups.key", contains("team-b", "team-a")).body("groups.keys", contains(1, 1));
        given().get(SLOS + name + "?by=colour").then().statusCode(400).body("errors[0].pointer", equalTo("by"));
        contract().get(SLOS + name + "-nowhere").then().statusCode(404);
    }

    @Test
    void keepsObjectivesOfCatalog() {
        var success = name + "-deployment-success";
        sync("team-a", """
                "milepost.dev/slo-deployment-success": "90%", "milepost.dev/slo-restore-time": "90% within 4h\"""");
        sendAndCount(
                deployment("1", "production", "success"),
                deployment("2", "prod-eu", "failure"),
                deployment("3", "qa", "failure"));

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> contract()
                        .get(SLOS + success)
                        .then()
                        .statusCode(200)
                        .body("recount", nullValue())
                        .body("objectives[0].events.good", equalTo(1))
                        .body("objectives[0].events.bad", equalTo(1)));
        contract()
                .get(SLOS + success)
                .then()
                .body("owner", equalTo("group:default/team-a"))
                .body("version", equalTo(0))
                .body("objectives[0].events.total", equalTo(2));
        contract()
                .get("/api/v1/slos?owner=group:default/team-a&limit=1000")
                .then()
                .body("items.name", hasItem(name + "-restore-time"));

        sync("team-a", "");

        contract().get(SLOS + success).then().statusCode(404);
    }

    @Test
    void includesProbes() {
        var plugin = "p-" + name;
        sendAndCount("""
                {"specversion": "1.0", "id": "%s", "source": "/prober", "type": "com.company.probe.completed", "time": "%s",
                 "data": {"probe": "backstage-plugins", "target": "%s", "kind": "plugin", "status": "failure"}}
                """.formatted(UUID.randomUUID(), hourAgo, plugin));

        contract()
                .get(SLOS + "plugin-availability?by=service")
                .then()
                .statusCode(200)
                .body("groups.key", hasItem(plugin));
    }

    /** What is sent each minute elsewhere; here it is off. */
    @Test
    void measuresVisibilityOfOwnEvents() {
        sendAndCount("""
                {"specversion": "1.0", "id": "%1$s", "source": "milepost/probes", "type": "dev.milepost.probe.started",
                 "time": "%2$s", "data": {"probe": "milepost-intake", "target": "milepost", "run_id": "%1$s"}}
                """.formatted(UUID.randomUUID(), Instant.now()));

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> contract()
                        .get(SLOS + "intake-freshness")
                        .then()
                        .statusCode(200)
                        .body("objectives[0].events.good", equalTo(1)));
    }

    private void define() {
        var definition = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %1$s}
                spec:
                  service: scaffolder
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        total:
                          metricSource:
                            type: milepost
                            spec: {events: [scaffold.completed], filter: data.template_id.startsWith("%1$s")}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(name);
        SloClient.define(name, definition).statusCode(200);
    }

    private ValidatableResponse get(String question) {
        return contract().get(SLOS + name + question).then().statusCode(200);
    }

    private void sync(String owner, String annotations) {
        var entity = """
                {"entities": [{"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                 "metadata": {"name": "%s", "annotations": {%s}},
                 "spec": {"type": "service", "lifecycle": "production", "owner": "%s"}}}]}
                """.formatted(name, annotations, owner);
        contract()
                .contentType("application/json")
                .body(entity)
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private String run(String task, String suffix, @Nullable String version, String status, String more) {
        return event("scaffold.completed", hourAgo, """
                "task_id": "%s-%s", "template_id": "%s%s", %s "status": "%s", %s""".formatted(
                        name,
                        task,
                        name,
                        suffix,
                        version == null ? "" : "\"template_version\": \"" + version + "\",",
                        status,
                        more));
    }

    private String deployment(String id, String environment, String status) {
        return event("deploy.completed", hourAgo, """
                "deployment_id": "%s", "service_id": "%s", "environment": "%s", "status": "%s\"""".formatted(id, name, environment, status));
    }
}
