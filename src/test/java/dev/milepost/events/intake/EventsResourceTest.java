package dev.milepost.events.intake;

import static dev.milepost.events.intake.EventRequests.BATCHED;
import static dev.milepost.events.intake.EventRequests.STRUCTURED;
import static dev.milepost.events.intake.EventRequests.deployment;
import static dev.milepost.events.intake.EventRequests.newId;
import static dev.milepost.events.intake.EventRequests.post;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.Contract;
import dev.milepost.testing.Outages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("service")
class EventsResourceTest {

    @Test
    void acceptsStructuredEventAndDetectsDuplicate() {
        var event = deployment(newId(), "success");

        post(STRUCTURED, event)
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("duplicates", equalTo(0))
                .body("rejected", hasSize(0))
                .body("warnings", hasSize(0));
        post(STRUCTURED, event).statusCode(202).body("accepted", equalTo(0)).body("duplicates", equalTo(1));
    }

    @Test
    void acceptsABinaryEventWithEscapedHeaders() {
        given().filter(Contract.FILTER)
                .contentType(ContentType.JSON)
                .header("ce-specversion", "1.0")
                .header("ce-id", newId())
                .header("ce-source", "sch%C3%B6n")
                .header("ce-type", "com.company.change.created")
                .header("ce-time", "2026-06-10T12:34:00+02:00")
                .header("ce-myown", "kept")
                .body("{\"commit_sha\": \"a1b2c3d4\", \"service_id\": \"payments-api\"}")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    @Test
    void acceptsOpaqueDataOfAnUnknownType() {
        given().filter(Contract.FILTER)
                .contentType("application/xml")
                .header("ce-specversion", "1.0")
                .header("ce-id", newId())
                .header("ce-source", "test")
                .header("ce-type", "com.company.something.else")
                .header("ce-time", "2026-06-10T12:34:00Z")
                .body("<a/>")
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    @Test
    void acceptsPlainJsonAsStructuredEventOrBatch() {
        var event = deployment(newId(), "success");

        post("application/json", event).statusCode(202).body("accepted", equalTo(1));
        post("application/json", "[" + event + "]").statusCode(202).body("duplicates", equalTo(1));
    }

    @Test
    void acceptsValidEventsOfPartlyInvalidBatch() {
        var good = deployment(newId(), "success");
        var batch = "[%s, 7, %s, {\"id\": 5}, %s, %s]"
                .formatted(good, deployment("bad", "sucess"), good, deployment(newId(), "failure"));

        post(BATCHED, batch)
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("duplicates", equalTo(1))
                .body("rejected.index", equalTo(List.of(1, 2, 3)))
                .body("rejected[0].id", nullValue())
                .body("rejected[0].pointer", emptyString())
                .body("rejected[1].id", equalTo("bad"))
                .body("rejected[1].pointer", equalTo("/data/status"))
                .body("rejected[1].detail", containsString("success, failure, cancelled"))
                .body("rejected[2].pointer", equalTo("/id"));
    }

    @Test
    void acceptsAnEmptyBatch() {
        post(BATCHED, "[]").statusCode(202).body("accepted", equalTo(0)).body("rejected", hasSize(0));
    }

    @Test
    void refusesABatchOfWhichNothingIsTaken() {
        post(BATCHED, "[%s, 7]".formatted(deployment("bad", "sucess")))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unreadable-event"))
                .body("errors.pointer", equalTo(List.of("/0/data/status", "/1")))
                .body("detail", containsString("/0/data/status"));
    }

    @Test
    void takesABatchOfDuplicatesAndInvalidEvents() {
        var known = deployment(newId(), "success");
        post(STRUCTURED, known).statusCode(202);

        post(BATCHED, "[%s, 7]".formatted(known))
                .statusCode(202)
                .body("duplicates", equalTo(1))
                .body("rejected", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "deploy.completed, deploy.finished, /type",
        "deploy.completed, deploy.complete, /type",
        "2026-06-10T12:50:00Z, 2036-01-01T00:00:00Z, /time",
        "production, web (Production), /data/environment",
        "note, comit_sha, /data/comit_sha"
    })
    void warnsAboutSlipsOfThePen(String right, String wrong, String pointer) {
        var id = newId();
        var event = deployment(id, "success").replace(right, wrong);

        post(STRUCTURED, event)
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("warnings.pointer", equalTo(List.of(pointer)))
                .body("warnings[0].index", equalTo(0))
                .body("warnings[0].id", equalTo(id))
                .body("warnings[0].detail", not(emptyString()));
        post(BATCHED, "[%s, %s]".formatted(deployment(newId(), "success"), event.replace(id, newId())))
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("warnings.index", equalTo(List.of(1)))
                .body("warnings.pointer", equalTo(List.of(pointer)));
    }

    @Test
    void refusesBlankServices() {
        var event = """
                {"specversion": "1.0", "id": "blank", "source": "x", "type": "com.company.change.created",
                 "time": "2026-06-10T12:50:00Z", "data": {"commit_sha": "abc", "service_id": "  "}}""";

        post(STRUCTURED, event).statusCode(422).body("errors.pointer", hasItem("/data/service_id"));
    }

    @Test
    void refusesDataWithoutAnyFieldOfItsType() {
        var event = """
                {"specversion": "1.0", "id": "strange", "source": "x", "type": "com.company.template.published",
                 "time": "2026-06-10T12:50:00Z", "data": {"templateId": "abc"}}""";

        post(STRUCTURED, event).statusCode(422).body("errors.pointer", equalTo(List.of("/data")));
    }

    @Test
    void locatesErrorsOfSingleEvent() {
        var event = """
                {"specversion": "1.0", "id": "", "source": "ci", "type": "org.other.deploy.completed", "data": {}}""";

        post(STRUCTURED, event)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unreadable-event"))
                .body("errors.pointer", hasItem("/id"))
                .body("errors.pointer", hasItem("/type"))
                .body("errors.find { it.pointer == '/time' }.detail", containsString("arrival"))
                .body("error.name", equalTo("InputError"))
                .body("request.method", equalTo("POST"))
                .body("request.url", equalTo("/api/v1/events"))
                .body("response.statusCode", equalTo(422));
    }

    @Test
    void answersPlainJsonWhenOnlyThatIsAccepted() {
        given().filter(Contract.FILTER)
                .accept("application/json")
                .contentType(STRUCTURED)
                .body("{}")
                .post("/api/v1/events")
                .then()
                .statusCode(422)
                .contentType("application/json");
    }

    @Test
    void refusesMalformedJson() {
        post(STRUCTURED, "{\"id\": ").statusCode(400).body("type", equalTo("/problems/malformed-json"));
        post(BATCHED, "[{}, ").statusCode(400).body("type", equalTo("/problems/malformed-json"));
        post(STRUCTURED, "").statusCode(400);
    }

    @Test
    void refusesUnsupportedMediaTypes() {
        post("text/plain", "hello")
                .statusCode(415)
                .body("type", equalTo("/problems/unsupported-media-type"))
                .body("detail", containsString("application/cloudevents+json"));
    }

    @Test
    void answers503WithRetryAfterDuringBrokerOutage() {
        var batch = IntStream.range(0, 100)
                .mapToObj(i -> deployment(newId(), "success"))
                .collect(Collectors.joining(",", "[", "]"));

        Outages.ofKafka(() -> post(BATCHED, batch)
                .statusCode(503)
                .header("Retry-After", "5")
                .time(lessThan(9_000L))
                .body("error.name", equalTo("ServiceUnavailableError")));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> post(BATCHED, batch).statusCode(202).body("rejected", hasSize(0)));
    }

    @Test
    void answersUnknownPathsWithProblem() {
        given().get("/api/v1/nothing?a=b")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("request.url", equalTo("/api/v1/nothing?a=b"));
        given().delete("/api/v1/event-types").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void servesEventTypesAndSchemas() {
        var tag = given().filter(Contract.FILTER)
                .get("/api/v1/event-types")
                .then()
                .statusCode(200)
                .body("items.type", hasItem("deploy.completed"))
                .body(
                        "items.find { it.type == 'change.created' }.required",
                        equalTo(List.of("commit_sha", "service_id")))
                .extract()
                .header("ETag");

        given().filter(Contract.FILTER)
                .header("If-None-Match", tag)
                .get("/api/v1/event-types")
                .then()
                .statusCode(304)
                .body(emptyString());
        given().filter(Contract.FILTER)
                .get("/api/v1/event-types/deploy.completed/schema")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("properties.status.enum", hasItem("cancelled"));
        given().filter(Contract.FILTER)
                .get("/api/v1/event-types/unheard.of/schema")
                .then()
                .statusCode(404)
                .body("type", not(emptyString()));
        given().filter(Contract.FILTER)
                .accept("application/xml")
                .get("/api/v1/event-types")
                .then()
                .statusCode(406);
    }

    @Test
    void servesOpenApiDocument() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Milepost"))
                .body("paths.'/api/v1/events'.post.operationId", equalTo("acceptEvents"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
