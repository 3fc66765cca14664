package dev.milepost.slo.status;

import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.sendAndCount;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.testing.SloClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class SlosResourceTest {

    private final String name = "t-" + UUID.randomUUID();
    private final TemplateRuns runs = new TemplateRuns(name);
    private final String success = runs.success();

    @Test
    void includesDefaultObjectives() {
        contract()
                .get("/api/v1/slos?limit=1000")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems(
                                "catalog-freshness",
                                "catalog-freshness-slices",
                                "scaffolder-latency",
                                "template-success"));
        contract().get(SLOS + "template-success").then().statusCode(200).body("objectives[0].target", equalTo(0.95f));
        contract().get(SLOS + "no-such-slo").then().statusCode(404);
        contract().get(SLOS + "no-such-slo/openslo").then().statusCode(404);
    }

    /** One way through the pipeline, since each takes its time: what was late, once more, and by another definition. */
    @Test
    void recountsOnLateEvents() {
        put(success)
                .statusCode(200)
                .body("objectives[0].state", equalTo("NO_DATA"))
                .body("objectives[0].sli", nullValue())
                .body("recount", nullValue());

        sendAndCount(
                runs.completed("a", 0, "success"),
                runs.completed("b", 1, "failure"),
                runs.completed("c", 2, "cancelled"),
                runs.completed("d", 200, "success"),
                runs.started("d", 0));

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
        var beyond = Cursor.of("+999999999-01-01T00:00:00Z", UUID.randomUUID().toString());
        contract().get(SLOS + name + "/bad-events?cursor=" + beyond).then().statusCode(400);
        get("/history?step=day")
                .body("points", hasSize(greaterThan(20)))
                .body("points[0].objectives[0].good", equalTo(2))
                .body("points[27].objectives[0].state", equalTo("NO_DATA"));
        previewsAndCountsByAnotherDefinition();

        // What failed was tried again, before it was told that it had failed for good
        sendAndCount(runs.completed("b", 3, "success"), runs.completed("a", -1, "failure"), runs.started("a", -2));

        get("").body("objectives[0].events.good", equalTo(1))
                .body("objectives[0].events.bad", equalTo(1))
                .body("objectives[0].events.excluded.without_start", equalTo(2));
        put(success).statusCode(200).body("version", equalTo(3)).body("objectives[0].events.bad", equalTo(0));
        get("/bad-events").body("items", hasSize(0));
    }

    private void previewsAndCountsByAnotherDefinition() {
        contract()
                .contentType("application/yaml")
                .body(runs.latency().getBytes(StandardCharsets.UTF_8))
                .post(SLOS + "preview")
                .then()
                .statusCode(200)
                .body("objectives[0].events.bad", equalTo(1))
                .body("objectives[0].events.excluded.without_start", equalTo(3));
        get("").body("version", equalTo(1)).body("objectives[0].events.good", equalTo(2));
        put(runs.latency())
                .statusCode(200)
                .body("version", equalTo(2))
                .body("counted_version", equalTo(2))
                .body("recount", nullValue())
                .body("objectives[0].events.bad", equalTo(1));
    }

    @Test
    void filters() {
        put(success).statusCode(200);

        contract()
                .get("/api/v1/slos?owner=group:default/platform&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items.owner", everyItem(equalTo("group:default/platform")));
        contract()
                .get("/api/v1/slos?service=scaffolder&state=NO_DATA&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items.service", everyItem(equalTo("scaffolder")));
        contract()
                .get("/api/v1/slos?team=platform&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items.owner", everyItem(equalTo("group:default/platform")));
        contract()
                .get("/api/v1/slos?template=quarkus-service&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("template-success"))
                .body("items.name", not(hasItem("plugin-availability")));
        contract()
                .get("/api/v1/slos?state=BREACHED&limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", not(hasItem(name)));
    }

    /** The definitions of all SLOs are in memory. */
    @Test
    void limitsDefinitions() {
        put(success.replace("metadata:", "# " + "x".repeat(256 << 10) + "\nmetadata:"))
                .statusCode(413);

        SloDefinitionService.requireRoom(16 << 20);
        assertProblem(ProblemType.TOO_MANY_SLOS, () -> SloDefinitionService.requireRoom((16 << 20) + 1))
                .hasMessageContaining("more than 16777216 bytes");
    }

    private ValidatableResponse put(String definition) {
        return SloClient.define(name, definition);
    }

    private ValidatableResponse get(String path) {
        return contract().get(SLOS + name + path).then().statusCode(200);
    }
}
