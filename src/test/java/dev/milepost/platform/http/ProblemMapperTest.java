package dev.milepost.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("service")
class ProblemMapperTest {

    private static final String FAULTS = "/test/faults";

    @Test
    void writesSnakeCaseAndNulls() {
        given().get(FAULTS)
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body(equalTo("{\"how_many\":10,\"from\":null}"));
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=101, limit", "limit=many, limit", "from=yesterday, from"})
    void namesInvalidParameter(String query, String name) {
        isProblem(given().get(FAULTS + "?" + query).then(), 400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.pointer", equalTo(List.of(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"parts\": []}', /service_id",
        "'{\"service_id\": \"s\"}', /parts",
        "'{\"service_id\": \"s\", \"parts\": [{\"size_in_bytes\": 1}, {\"size_in_bytes\": 0}]}', /parts/1/size_in_bytes",
        "'{\"service_id\": \"s\", \"parts\": 7}', /parts",
        "'{\"service_id\": {}, \"parts\": []}', /service_id",
        "'{\"service_id\": 7, \"parts\": []}', /service_id",
        "'{\"service_id\": \"s\", \"parts\": [{\"size_in_bytes\": \"1\"}]}', /parts/0/size_in_bytes",
        "'{\"service_id\": \"s\", \"parts\": [], \"a/b\": 1}', /a~1b"
    })
    void locatesErrorInBody(String body, String pointer) {
        isProblem(
                        given().contentType("application/json")
                                .body(body)
                                .post(FAULTS)
                                .then(),
                        400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void refusesMalformedJsonAndUnsupportedMediaTypes() {
        isProblem(
                given().contentType("application/json")
                        .body("{\"parts\": [")
                        .post(FAULTS)
                        .then(),
                400);
        isProblem(given().contentType("text/plain").body("hello").post(FAULTS).then(), 415);
        isProblem(given().accept("application/xml").get(FAULTS).then(), 406);
        isProblem(given().delete(FAULTS).then(), 405);
    }

    @Test
    void hidesDetailsOfUnexpectedFailure() {
        isProblem(given().get(FAULTS + "/bug").then(), 500)
                .body(not(containsString("hunter2")))
                .body("type", equalTo("/problems/unexpected-failure"));
    }

    @Test
    void answersNotModified() {
        var tag = given().get(FAULTS).header("ETag");

        given().header("If-None-Match", "\"other\", W/" + tag)
                .get(FAULTS)
                .then()
                .statusCode(304);
        given().header("If-None-Match", "\"other\"").get(FAULTS).then().statusCode(200);
    }

    private static ValidatableResponse isProblem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("error.message", notNullValue())
                .body("request.url", containsString(FAULTS))
                .body("response.statusCode", equalTo(status));
    }
}
