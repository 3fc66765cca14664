package dev.milepost.delivery.deletion;

import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.sendAndCount;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service with every kind of fact beside another of the same team, and the numbers without it. */
@QuarkusTest
@Tag("service")
class ServiceDeletionTest {

    private static final int DEPLOYMENTS = 6;

    @Inject
    DataSource database;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String service = "deleted-" + run;
    private final String other = "other-" + run;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void previewsDeletesAndTakesTheFactsOutOfTheNumbers() {
        prepare();
        String four = "/four-keys?team=team-" + run;
        get(four).body("deployment_frequency.count", equalTo(DEPLOYMENTS + 1));
        var preview = preview()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("events", greaterThan(2 * DEPLOYMENTS + 3))
                .body("changes", equalTo(DEPLOYMENTS))
                .body("deployments", equalTo(DEPLOYMENTS))
                .body("incidents", equalTo(1))
                .body("builds", equalTo(1))
                .body("pull_requests", equalTo(1))
                .extract();
        int before = preview.path("four_keys.before.deployments");
        int after = preview.path("four_keys.after.deployments");
        assertThat(before - after).isEqualTo(DEPLOYMENTS);
        assertThat(preview.<Integer>path("four_keys.before.changes") - preview.<Integer>path("four_keys.after.changes"))
                .isEqualTo(DEPLOYMENTS);

        awaitCompleted(delete(preview.path("preview")).statusCode(202).extract().path("id"));

        get(four)
                .body("deployment_frequency.count", equalTo(1))
                .body("lead_time_for_changes.count", equalTo(1))
                .body("change_failure_rate.failed", equalTo(0))
                .body("time_to_restore.count", equalTo(0));
        get("/four-keys?service=" + service).body("deployment_frequency.count", equalTo(0));
        get("/four-keys").body("deployment_frequency.count", equalTo(after));
        get("/services?q=" + service).body("items", empty());
        get("/events?service=" + service).body("items", hasSize(greaterThanOrEqualTo(preview.<Integer>path("events"))));
        preview().statusCode(404).body("type", equalTo("/problems/unknown-service"));
        assertThat(rowsWith(service)).isEmpty();
    }

    @Test
    void refusesDeletionsWithoutCurrentPreview() {
        prepare();
        contract()
                .delete("/api/v1/services/" + service)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/preview-required"));
        String preview = preview().extract().path("preview");
        sendAndCount(deployment(service, "late", now.minusSeconds(60)));

        delete(preview).statusCode(409).body("type", equalTo("/problems/preview-outdated"));
        delete("made-up").statusCode(409).body("type", equalTo("/problems/preview-outdated"));
        get("/four-keys?service=" + service).body("deployment_frequency.count", equalTo(DEPLOYMENTS + 1));
        contract()
                .delete("/api/v1/services/unknown-%s?preview=x".formatted(run))
                .then()
                .statusCode(404);
    }

    @Test
    void takesNoDuplicatesInAndBeginsAnewWithLaterEvents() {
        var events = prepare();
        awaitCompleted(delete(preview().extract().path("preview")).extract().path("id"));

        given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        sendAndCount(deployment(service, "new", now.minusSeconds(30)));

        get("/four-keys?service=" + service).body("deployment_frequency.count", equalTo(1));
        get("/services?q=" + service).body("items.name", equalTo(List.of(service)));
    }

    private List<String> prepare() {
        contract()
                .contentType("application/json")
                .body("""
                        {"entities": [
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "placeholder-%1$s",
                            "annotations": {"milepost.dev/telemetry-key": "%2$s"}},
                            "spec": {"type": "service", "lifecycle": "production", "owner": "team-%1$s"}}, "effective_from": "2020-01-01T00:00:00Z"},
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "%3$s"},
                            "spec": {"type": "service", "lifecycle": "production", "owner": "team-%1$s"}}, "effective_from": "2020-01-01T00:00:00Z"}]}
                        """.formatted(run, service, other))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
        orphanPlaceholder();
        var events = new ArrayList<String>();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            events.add(change(service, "c" + i, now.minus(2 * DEPLOYMENTS - 2 * i, ChronoUnit.HOURS)));
            events.add(deployment(service, "c" + i, now.minus(2 * DEPLOYMENTS - 2 * i - 1, ChronoUnit.HOURS)));
        }
        var incident = "\"incident_id\": \"i-%s\", \"environment\": \"production\"".formatted(run);
        events.add(event(service, "incident.opened", "i1", now.minus(50, ChronoUnit.MINUTES), incident));
        events.add(event(service, "incident.resolved", "i2", now.minus(20, ChronoUnit.MINUTES), incident));
        events.add(event(
                service,
                "build.completed",
                "b1",
                now.minus(5, ChronoUnit.HOURS),
                "\"pipeline_run_id\": \"r1\", \"status\": \"success\", \"commit_sha\": \"c0\", \"artifact\": \"pkg:oci/%s@1\""
                        .formatted(service)));
        events.add(event(
                service,
                "change.merged",
                "m1",
                now.minus(5, ChronoUnit.HOURS),
                "\"repository\": \"github.com/acme/%s\", \"pr_id\": 1, \"commits\": [\"c0\"]".formatted(service)));
        var others = List.of(
                change(other, "o1", now.minus(4, ChronoUnit.HOURS)),
                deployment(other, "o1", now.minus(3, ChronoUnit.HOURS)));
        var all = new ArrayList<>(events);
        all.addAll(others);
        sendAndCount(all.toArray(String[]::new));
        get("/four-keys?service=" + service).body("change_failure_rate.failed", greaterThan(0));
        return events;
    }

    /** The catalog has no entity of the service any more, only its owner of then. */
    private void orphanPlaceholder() {
        contract()
                .urlEncodingEnabled(false)
                .delete("/api/v1/catalog/entities/component:default%2Fplaceholder-" + run)
                .then()
                .statusCode(204);
    }

    private String change(String service, String commit, Instant at) {
        return event(service, "change.created", "change-" + commit, at, "\"commit_sha\": \"%s\"".formatted(commit));
    }

    private String deployment(String service, String commit, Instant at) {
        return event(
                service,
                "deploy.completed",
                "deployment-" + commit,
                at,
                "\"deployment_id\": \"%1$s\", \"environment\": \"production\", \"status\": \"success\", \"commit_sha\": \"%1$s\""
                        .formatted(commit));
    }

    private static String event(String service, String type, String id, Instant at, String members) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/%s", "type": "dev.milepost.%s", "time": "%s",
                 "data": {"service_id": "%s", %s}}
                """.formatted(id, service, type, at, service, members);
    }

    private ValidatableResponse preview() {
        return get("/services/%s/deletion-preview".formatted(service));
    }

    private ValidatableResponse delete(String preview) {
        return contract()
                .delete("/api/v1/services/%s?preview=%s".formatted(service, preview))
                .then();
    }

    private List<String> rowsWith(String name) {
        var sql = new Sql(database);
        return List.of(
                        "change",
                        "build",
                        "pull_request",
                        "pull_request_report",
                        "merged_commit",
                        "deployment",
                        "deployment_report",
                        "incident",
                        "incident_report",
                        "deployment_link",
                        "delivery",
                        "incident_link",
                        "dimension",
                        "reached_commit")
                .stream()
                .filter(table -> sql.query(
                                "select exists (select from %s where service = ?) as found".formatted(table),
                                row -> row.getBoolean("found"),
                                name)
                        .get(0))
                .toList();
    }

    private static void awaitCompleted(String id) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> get("/erasures/" + id).body("state", equalTo("completed")));
    }

    private static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }
}
