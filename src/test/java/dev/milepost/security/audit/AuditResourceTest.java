package dev.milepost.security.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.DeletionClock;
import dev.milepost.testing.Contract;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes over HTTP, and the entries that they leave. */
@QuarkusTest
@Tag("service")
class AuditResourceTest {

    @Inject
    DeletionClock clock;

    @Inject
    AuditRepository repository;

    @Inject
    Audit audit;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String jane = "user:default/jane-" + run;
    private final String template = "path-" + run + "x";
    private final String module = "base-" + run + "x";

    @Test
    void listsChangesOfTemplateNewestFirst() {
        publish("modules", module, manifest("Module", module, "1.0.0", "phase: scaffold"));
        for (var version : List.of("1.0.0", "1.1.0")) {
            var spec =
                    "type: service\n  lifecycle: production\n  modules: [{module: %s, range: ^1.0}]".formatted(module);
            publish("templates", template, manifest("GoldenPath", template, version, spec));
            publish("templates", template, manifest("GoldenPath", template, version, spec));
            caller().body(Map.of("version", version, "reason", "for all"))
                    .put("/api/v1/templates/" + template + "/channels/stable")
                    .then()
                    .statusCode(200);
        }
        var first = "/api/v1/templates/" + template + "/versions/1.0.0";
        caller().body(Map.of("reason", "old"))
                .post(first + "/deprecation")
                .then()
                .statusCode(200);
        caller().body(Map.of("reason", "broken")).put(first + "/yank").then().statusCode(200);
        caller().delete(first + "/yank").then().statusCode(204);
        caller().delete(first + "/yank").then().statusCode(204);

        entries("subject=" + template)
                .body(
                        "items.action",
                        contains(
                                "template.restored",
                                "template.yanked",
                                "template.deprecated",
                                "template.promoted",
                                "template.published",
                                "template.promoted",
                                "template.published"))
                .body("items.actor.unique()", contains(jane))
                .body("items[0].before", equalTo(Map.of("version", "1.0.0", "reason", "broken")))
                .body("items[0].after", equalTo(Map.of("version", "1.0.0")))
                .body("items[3].before", equalTo(Map.of("channel", "stable", "version", "1.0.0")))
                .body("items[3].after.version", equalTo("1.1.0"))
                .body("items[5].before", nullValue())
                .body("items[6].after.owner", equalTo("group:default/" + run));
        entries("subject=" + module).body("items.action", contains("module.published"));
        entries("actor=" + jane + "&action=template.promoted&action=template.yanked")
                .body("items", hasSize(3));
    }

    @Test
    void recordsCallerOfCatalogSync() {
        var one = "component:default/one-" + run;
        sync("one-" + run, "a");
        sync("one-" + run, "a");
        sync("one-" + run, "b");
        orphan(one);
        orphan(one);

        entries("subject=" + one)
                .body("items.action", contains("catalog.orphaned", "catalog.synced", "catalog.synced"))
                .body("items[0].before.entity_refs", contains(one))
                .body("items[0].after", nullValue())
                .body("items[1].after.entity_refs", contains(one));
    }

    @Test
    void recordsNoRefusedChange() {
        caller().body(Map.of("version", "9.9.9", "reason", "no"))
                .put("/api/v1/templates/" + template + "/channels/stable")
                .then()
                .statusCode(404);

        entries("actor=" + jane).body("items", hasSize(0));
    }

    @Test
    void recordsNoRolledBackChange() {
        var change = new AuditChange("tested.noted", run, null, null);
        QuarkusTransaction.begin();
        audit.record(jane, change);
        QuarkusTransaction.rollback();

        assertThatThrownBy(() -> audit.record(jane, change)).isInstanceOf(TransactionalException.class);
        entries("actor=" + jane).body("items", hasSize(0));
    }

    @Test
    void pagesThroughEntries() {
        for (int i = 0; i < 5; i++) {
            sync("paged-" + run, "owner-" + i);
        }
        var whole = entries("actor=" + jane).body("items", hasSize(5)).extract().<List<Object>>path("items");

        var paged = new ArrayList<Object>();
        var cursor = "";
        while (cursor != null) {
            var page = entries("actor=" + jane + "&limit=2" + cursor).extract();
            paged.addAll(page.<List<Object>>path("items"));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        }

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void filtersByTime() {
        sync("timed-" + run, "a");
        String at = entries("actor=" + jane).extract().path("items[0].at");

        entries("actor=" + jane + "&from=" + at).body("items", hasSize(1));
        entries("actor=" + jane + "&to=" + at).body("items", hasSize(0));
        entries("actor=" + jane + "&from=" + Instant.parse(at).plusNanos(1_000)).body("items", hasSize(0));
    }

    @Test
    void deletesExpiredEntries() {
        sync("forgotten-" + run, "a");
        var at = Instant.parse(entries("actor=" + jane).extract().path("items[0].at"));

        keeping(Optional.empty()).run(at.plus(Duration.ofDays(1_000)));
        keeping(Optional.of(Duration.ofDays(1))).run(at.plus(Duration.ofDays(1)));
        entries("actor=" + jane).body("items", hasSize(1));
        keeping(Optional.of(Duration.ofDays(1))).run(at.plus(Duration.ofDays(1)).plusNanos(1_000));
        entries("actor=" + jane).body("items", hasSize(0));
    }

    private AuditRetention keeping(Optional<Duration> retention) {
        return new AuditRetention(repository, clock, retention);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "to=2026-13-01T00:00:00Z, to",
        "limit=0, limit",
        "limit=1001, limit",
        "cursor=none, cursor",
        "cursor=YQBiAGMAZAA, cursor",
        "actor=%00, actor"
    })
    void refusesInvalidParameters(String query, String parameter) {
        given().filter(Contract.FILTER)
                .urlEncodingEnabled(false)
                .get("/api/v1/audit?" + query)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains(parameter));
    }

    private String manifest(String kind, String name, String version, String spec) {
        return """
                apiVersion: milepost.dev/v1
                kind: %s
                metadata: {name: "%s", title: A title, owner: "group:default/%s", version: %s, tags: [java]}
                spec:
                  %s
                  changelog: {added: [something]}
                """.formatted(kind, name, run, version, spec);
    }

    private void publish(String kind, String name, String manifest) {
        var status = caller().contentType("application/yaml")
                .body(manifest.getBytes(UTF_8))
                .post("/api/v1/" + kind + "/" + name + "/versions")
                .then()
                .extract()
                .statusCode();
        assertThat(status).isIn(200, 201);
    }

    private void sync(String name, String owner) {
        var entity = Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Component",
                "metadata",
                Map.of("name", name),
                "spec",
                Map.of("type", "service", "lifecycle", "production", "owner", owner));
        caller().body(Map.of("entities", List.of(Map.of("entity", entity))))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200);
    }

    private void orphan(String ref) {
        caller().urlEncodingEnabled(false)
                .delete("/api/v1/catalog/entities/" + ref.replace("/", "%2F"))
                .then()
                .statusCode(204);
    }

    private RequestSpecification caller() {
        return given().filter(Contract.FILTER)
                .contentType("application/json")
                .header("Milepost-User", jane)
                .header("Milepost-Groups", "group:default/" + run);
    }

    private static ValidatableResponse entries(String query) {
        return given().filter(Contract.FILTER)
                .urlEncodingEnabled(false)
                .get("/api/v1/audit?" + query)
                .then()
                .statusCode(200);
    }
}
