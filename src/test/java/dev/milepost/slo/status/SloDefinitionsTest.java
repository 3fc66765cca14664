package dev.milepost.slo.status;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Definitions over HTTP: saved, kept with their history, exported, refused. */
@QuarkusTest
@Tag("service")
class SloDefinitionsTest {

    @Inject
    DataSource database;

    private final String name = "t-" + UUID.randomUUID();
    private final TemplateRuns runs = new TemplateRuns(name);
    private final String success = runs.success();

    @Test
    void keepsVersionsWithAuthor() {
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
        contract().get(SLOS + name + "/versions/3").then().statusCode(404);
        contract().get(SLOS + "no-such-slo/versions").then().statusCode(404);
        contract().get(SLOS + "no-such-slo/versions/1").then().statusCode(404);
        contract()
                .get(SLOS + "template-success/versions/0")
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
    void exportsImportedDefinition() {
        put(success).statusCode(200);

        var exported = contract()
                .get(SLOS + name + "/openslo")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(exported).startsWith("apiVersion: openslo/v1\n");
        put(exported).statusCode(200).body("version", equalTo(1));
    }

    @Test
    void refusesInvalidDefinitions() {
        put(success.replace("target: 0.9", "target: 1"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/0/spec/objectives/0/target"));
        put(success.replace("data.status == \"success\"", "status"))
                .statusCode(422)
                .body("errors[0].pointer", containsString("/good/metricSource/spec/filter"));
        put(success.replace("name: " + name, "name: other")).statusCode(422);
        // The address of the gate is not one of an objective.
        given().contentType("application/yaml")
                .body(success.replace(name, "gate").getBytes(StandardCharsets.UTF_8))
                .put(SLOS + "gate")
                .then()
                .statusCode(405)
                .header("Allow", containsString("GET"));
        given().get(SLOS + "template-success/history?step=year").then().statusCode(400);
        put("a: [").statusCode(400);
        contract()
                .contentType("text/plain")
                .body("x".getBytes(StandardCharsets.UTF_8))
                .put(SLOS + name)
                .then()
                .statusCode(415);
        contract()
                .contentType("application/yaml")
                .header("Milepost-User", "user:default/jane")
                .body(success.getBytes(StandardCharsets.UTF_8))
                .put(SLOS + name)
                .then()
                .statusCode(403);
        contract().get(SLOS + name).then().statusCode(404);
    }

    private ValidatableResponse put(String definition) {
        return SloClient.define(name, definition);
    }

    private ValidatableResponse get(String path) {
        return contract().get(SLOS + name + path).then().statusCode(200);
    }
}
