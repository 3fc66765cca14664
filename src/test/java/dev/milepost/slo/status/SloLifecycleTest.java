package dev.milepost.slo.status;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.sendAndCount;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objectives are deleted, renamed, disabled and saved together. Each change is in the audit log. */
@QuarkusTest
@Tag("service")
class SloLifecycleTest {

    @Inject
    DataSource database;

    private final String name = "t-" + UUID.randomUUID();
    private final String other = "u-" + UUID.randomUUID();
    private final TemplateRuns runs = new TemplateRuns(name);

    @Test
    void deletesASavedDefinition() {
        SloClient.define(name, runs.success()).statusCode(200);

        contract().delete(SLOS + name).then().statusCode(204);

        contract().get(SLOS + name).then().statusCode(404);
        contract().delete(SLOS + name).then().statusCode(404);
        SloClient.define(name, runs.success()).statusCode(200).body("version", equalTo(3));
        contract()
                .get(SLOS + name + "/versions")
                .then()
                .statusCode(200)
                .body("items.version", contains(3, 2, 1))
                .body("items.removed", contains(false, true, false));
        assertThat(audited(name)).containsExactly("slo.defined", "slo.deleted", "slo.defined");
    }

    /** What was saved under the name of a built-in one no longer shadows it. */
    @Test
    void restoresABuiltInDefinition() {
        contract()
                .delete(SLOS + "scaffolder-latency")
                .then()
                .statusCode(409)
                .body("type", containsString("slo-comes-with-milepost"));
        SloClient.define("scaffolder-latency", runs.latency().replace("name: " + name, "name: scaffolder-latency"))
                .statusCode(200);

        contract().delete(SLOS + "scaffolder-latency").then().statusCode(204);

        contract().get(SLOS + "scaffolder-latency").then().statusCode(200).body("version", equalTo(0));
    }

    @Test
    void keepsCountsWhenRenamed() {
        SloClient.define(name, runs.success()).statusCode(200);
        sendAndCount(runs.completed("a", 0, "success"), runs.completed("b", 1, "failure"));

        contract()
                .contentType("application/json")
                .body("{\"name\": \"%s\"}".formatted(other))
                .post(SLOS + name + "/rename")
                .then()
                .statusCode(200)
                .body("name", equalTo(other))
                .body("recount", nullValue())
                .body("objectives[0].events.good", equalTo(1))
                .body("objectives[0].events.bad", equalTo(1));

        contract().get(SLOS + name).then().statusCode(404);
        contract()
                .contentType("application/json")
                .body("{\"name\": \"template-success\"}")
                .post(SLOS + other + "/rename")
                .then()
                .statusCode(409);
        given().contentType("application/json")
                .body("{\"title\": \"x\"}")
                .post(SLOS + other + "/rename")
                .then()
                .statusCode(400);
        assertThat(audited(other)).containsExactly("slo.renamed");
    }

    @Test
    void disablesAndEnables() {
        SloClient.define(name, runs.success()).statusCode(200);

        contract()
                .contentType("application/json")
                .body("{\"reason\": \"It is being replaced.\"}")
                .put(SLOS + name + "/disabled")
                .then()
                .statusCode(200)
                .body("disabled.reason", equalTo("It is being replaced."))
                .body("disabled.since", notNullValue());

        sendAndCount(runs.completed("a", 0, "failure"));
        contract().get(SLOS + name).then().statusCode(200).body("objectives[0].events.bad", equalTo(1));
        contract().get(SLOS + "prometheus-rules").then().statusCode(200).body(not(containsString(name)));
        contract().get(SLOS + "gate?slo=" + name).then().statusCode(200).body("objectives.slo", not(hasItem(name)));
        contract().delete(SLOS + name + "/disabled").then().statusCode(200).body("disabled", nullValue());
        assertThat(audited(name)).containsExactly("slo.defined", "slo.disabled", "slo.enabled");
    }

    /** Two SLOs share an SLI; if one is refused, none is saved. */
    @Test
    void savesSeveralThatShareDocuments() {
        var shared = runs.success();
        var second = shared.substring(0, shared.indexOf("\n---")).replace("name: " + name, "name: " + other);

        contract()
                .contentType("application/yaml")
                .body((shared + "\n---\n" + second.replace("target: 0.9", "target: 7"))
                        .getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/slos")
                .then()
                .statusCode(422);
        contract().get(SLOS + name).then().statusCode(404);
        contract()
                .contentType("application/yaml")
                .body((shared + "\n---\n" + second).getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/slos")
                .then()
                .statusCode(200)
                .body("items.name", contains(name, other))
                .body("next_cursor", nullValue());

        contract()
                .get(SLOS + other + "/versions/1")
                .then()
                .statusCode(200)
                .body("documents.kind", contains("SLI", "SLO"));
    }

    private List<String> audited(String subject) {
        return new Sql(database)
                .query(
                        "select action from audit_entry where subject = ? order by at",
                        row -> row.getString(1),
                        subject);
    }
}
