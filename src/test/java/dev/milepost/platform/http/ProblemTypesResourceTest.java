package dev.milepost.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@Tag("service")
class ProblemTypesResourceTest {

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void describesTypeAtItsAddress(ProblemType type) {
        given().filter(Contract.FILTER)
                .get(type.address())
                .then()
                .statusCode(200)
                .body("type", equalTo(type.address()))
                .body("title", equalTo(type.title()))
                .body("status", equalTo(type.status()))
                .body("description", equalTo(type.description()));
    }

    /** As a client does that follows the type of a problem. */
    @Test
    void describesTypeOfProblem() {
        var problem = given().filter(Contract.FILTER)
                .get("/problems/unheard-of")
                .then()
                .statusCode(404);

        String type = problem.extract().path("type");

        given().filter(Contract.FILTER)
                .get(type)
                .then()
                .statusCode(200)
                .body("title", equalTo(problem.extract().path("title")));
    }
}
