package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that no operation answers: invalid parameters, and addresses at which there is nothing. */
@QuarkusTest
@Tag("service")
class RefusedQueriesTest {

    @Test
    void suggestsTypes() {
        get("/event-types/com.company.deploy.complete/schema")
                .statusCode(404)
                .body("detail", containsString("Did you mean deploy.completed?"));
    }

    @Test
    void refusesAnUnknownStageOfQuarantine() {
        invalid("/quarantine?stage=other", "stage");
    }

    @ParameterizedTest
    @CsvSource({
        "from=never, from",
        "to=2026-13-01, to",
        "from=2026-06-02&to=2026-06-01, from",
        "tz=Mars/North, tz",
        "environment=prod-1, environment",
        "interval=year, interval",
        "group_by=colour, group_by",
        "ownership=mine, ownership",
        "benchmark=1999, benchmark",
        "service=%20, service",
        "team=a%00b, team"
    })
    void refusesInvalidParameters(String query, String parameter) {
        invalid("/four-keys?" + query, parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"events", "quarantine", "four-keys/deployments", "four-keys/changes", "four-keys/incidents"})
    void refusesInvalidCursors(String list) {
        invalid("/" + list + "?limit=0", "limit");
        invalid("/" + list + "?limit=1001", "limit");
        invalid("/" + list + "?limit=many", "limit");
        invalid("/" + list + "?cursor=none", "cursor");
        // Well formed, and of another list.
        invalid("/" + list + "?cursor=YQBiAGMAZAA", "cursor");
        invalid("/" + list + "?service=%00", "service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-types/unheard.of/schema", "correlations/unheard-of"})
    void answers404ForUnknownResources(String path) {
        contract()
                .accept("application/json")
                .get("/api/v1/" + path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error.name", equalTo("NotFoundError"))
                .body("request.url", equalTo("/api/v1/" + path));
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }

    private static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }

    private static void invalid(String path, String parameter) {
        get(path).statusCode(400).contentType("application/problem+json").body("errors.pointer", contains(parameter));
        contract().accept("application/json").get("/api/v1" + path).then().contentType("application/json");
    }
}
