package dev.milepost.events.intake;

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
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("service")
class EventsResourceTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    @Test
    void acceptsAStructuredEventAndKnowsItAgain() {
        var event = deployment(newId(), "success");

        post(STRUCTURED, event)
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("duplicates", equalTo(0))
                .body("rejected", hasSize(0));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'SOURCE': 'other'                          | /SOURCE",
                "'Source': 'other'                          | /Source",
                "'TYPE': 'com.company.deploy.completed'     | /TYPE",
                "'sour ce': 'other'                         | /sour ce",
                "'ſource': 'other'                          | /ſource",
                "'a_b': 'x'                                 | /a_b",
                "'a/b~c': 'x'                               | /a~1b~0c",
                "'': 'x'                                    | /",
                "'aaaaaaaaaaaaaaaaaaaaa': 'x'               | /aaaaaaaaaaaaaaaaaaaaa",
                "'milepostteam': 'x'                        | /milepostteam",
                "'source': 'other'                          | /source",
                "'type': 'com.company.deploy.completed'     | /type",
                "'source': null                             | /source",
                "'data': {}                                 | /data",
                "'data_base64': 'e30='                      | /data_base64",
                "'subject': 'a\\u0001b'                     | /subject",
                "'subject': 'a\\u0085b'                     | /subject",
                "'subject': 'a\\ud800b'                     | /subject",
                "'own': 'a\\uffffb'                         | /own"
            })
    void refusesAnAttributeThatCouldBeReadAsAnother(String member, String pointer) {
        var id = newId();
        var event = deployment(id, "success")
                .strip()
                .replaceFirst("\\{", "{" + Matcher.quoteReplacement(member.replace('\'', '"')) + ",");
        var good = deployment(newId(), "success");

        for (var type : List.of(STRUCTURED, "application/json")) {
            post(type, event).statusCode(422).body("errors.pointer", hasItem(pointer));
        }
        for (var type : List.of(BATCHED, "application/json")) {
            post(type, "[%s,%s]".formatted(event, good))
                    .statusCode(202)
                    .body("rejected.index", equalTo(List.of(0)))
                    .body("rejected[0].pointer", equalTo(pointer));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ce-source, other, /source",
        "ce-a_b, x, /a_b",
        "ce-data, x, /data",
        "ce-datacontenttype, text/plain, /datacontenttype",
        "ce-milepostteam, x, /milepostteam",
        "ce-own, a%0Ab, /own"
    })
    void refusesAHeaderThatCouldBeReadAsAnother(String header, String value, String pointer) {
        given().filter(Contract.FILTER)
                .contentType(ContentType.JSON)
                .header("ce-specversion", "1.0")
                .header("ce-id", newId())
                .header("ce-source", "test")
                .header("ce-type", "com.company.change.created")
                .header("ce-time", "2026-06-10T12:34:00Z")
                .header(header, value)
                .body("{\"commit_sha\": \"a1b2c3d4\", \"service_id\": \"payments-api\"}")
                .post("/api/v1/events")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer));
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
    void takesPlainJsonAsStructuredOrAsABatch() {
        var event = deployment(newId(), "success");

        post("application/json", event).statusCode(202).body("accepted", equalTo(1));
        post("application/json", "[" + event + "]").statusCode(202).body("duplicates", equalTo(1));
    }

    @Test
    void acceptsTheGoodEventsOfABatchWhateverTheirNeighbours() {
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
    void saysWhereASingleEventIsWrong() {
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
    void answersPlainJsonToWhoAcceptsOnlyThat() {
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
    void refusesBrokenJson() {
        post(STRUCTURED, "{\"id\": ").statusCode(400).body("type", equalTo("/problems/malformed-json"));
        post(BATCHED, "[{}, ").statusCode(400).body("type", equalTo("/problems/malformed-json"));
        post(STRUCTURED, "").statusCode(400);
    }

    @Test
    void refusesOtherMediaTypes() {
        post("text/plain", "hello")
                .statusCode(415)
                .body("type", equalTo("/problems/unsupported-media-type"))
                .body("detail", containsString("application/cloudevents+json"));
    }

    @Test
    void refusesAnEventOverItsLimit() {
        var large = deployment(newId(), "success", "x".repeat(IntakeLimits.EVENT_BYTES));

        postLarge(STRUCTURED, large).statusCode(413).body("type", equalTo("/problems/too-large"));
        postLarge("application/json", large).statusCode(413);
        postLarge(BATCHED, "[" + large + "," + deployment(newId(), "success") + "]")
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected[0].index", equalTo(0))
                .body("rejected[0].detail", containsString("1 MiB"));
    }

    @Test
    void acceptsAnEventOfExactlyItsLimit() {
        var id = newId();
        var space = IntakeLimits.EVENT_BYTES - deployment(id, "success", "").length();

        postLarge(STRUCTURED, deployment(id, "success", "x".repeat(space)))
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    @Test
    void refusesABatchOverItsLimits() {
        postLarge(BATCHED, "[" + "1,".repeat(IntakeLimits.BATCH_EVENTS) + "1]")
                .statusCode(413)
                .body("detail", containsString("10000 events"));
        postLarge(BATCHED, " ".repeat(IntakeLimits.BATCH_BYTES) + "[]")
                .statusCode(413)
                .body("detail", containsString("10 MiB"));
    }

    @Test
    void acceptsTenThousandEventsAtOnce() {
        var batch = IntStream.range(0, IntakeLimits.BATCH_EVENTS)
                .mapToObj(i -> deployment(newId(), "success"))
                .collect(Collectors.joining(",", "[", "]"));

        postLarge(BATCHED, batch).statusCode(202).body("accepted", equalTo(IntakeLimits.BATCH_EVENTS));
    }

    @Test
    void tellsTheSenderToComeAgainWhileTheBrokerIsAway() {
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
    void answersProblemsWhereNoEndpointIs() {
        given().get("/api/v1/nothing?a=b")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("request.url", equalTo("/api/v1/nothing?a=b"));
        given().delete("/api/v1/event-types").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void servesTheTypesAndTheirSchemas() {
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
    void servesTheApiDocumentAsItIs() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Milepost"))
                .body("paths.'/api/v1/events'.post.operationId", equalTo("acceptEvents"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static ValidatableResponse post(String contentType, String body) {
        return given().filter(Contract.FILTER)
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then();
    }

    /** Without the contract filter, which takes seconds for a body of this size. */
    private static ValidatableResponse postLarge(String contentType, String body) {
        return given().contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events")
                .then();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static String deployment(String id, String status) {
        return deployment(id, status, "-");
    }

    private static String deployment(String id, String status, String note) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "ci", "type": "com.company.deploy.completed",
                 "time": "2026-06-10T12:50:00Z", "data": {"deployment_id": "%s", "service_id": "payments-api",
                 "environment": "production", "status": "%s", "note": "%s"}}""".formatted(id, id, status, note);
    }
}
