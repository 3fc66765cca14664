package dev.milepost.events.contract;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.milepost.testing.Contract;
import dev.milepost.testing.RawTopicProducer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that PostgreSQL does not keep, or that RFC 3339 cannot write, are told to their sender and reach no statement. */
@QuarkusTest
@Tag("service")
class TimeRangeTest {

    private static final String FINE = "2026-06-10T12:34:00Z";

    private static final String[] TYPE = {"content-type", "application/cloudevents+json"};

    private static final List<String> BEYOND = List.of(
            "0000-01-01T00:00:00Z",
            "0000-12-31T23:59:59.999999Z",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:60Z",
            "9999-12-31T23:59:59-23:59",
            "9999999-01-01T00:00:00Z",
            "294277-01-01T00:00:00Z",
            "-5000-01-01T00:00:00Z");

    private static final List<String> EDGES =
            List.of("0001-01-01T00:00:00Z", "6100-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z");

    private final String service = "times-" + UUID.randomUUID();

    static Stream<String> beyond() {
        return BEYOND.stream();
    }

    static Stream<Arguments> fieldsOfEvents() {
        return Stream.of(
                        Arguments.of("change.created", "\"commit_sha\": \"a1b2c3d4\"", "committed_at"),
                        Arguments.of("change.merged", "\"pr_id\": 7, \"repository\": \"github.com/a/b\"", "opened_at"),
                        Arguments.of(
                                "change.merged", "\"pr_id\": 7, \"repository\": \"github.com/a/b\"", "first_commit_at"),
                        Arguments.of(
                                "change.merged", "\"pr_id\": 7, \"repository\": \"github.com/a/b\"", "first_review_at"),
                        Arguments.of(
                                "change.merged", "\"pr_id\": 7, \"repository\": \"github.com/a/b\"", "approved_at"),
                        Arguments.of("catalog.entity.updated", "\"entity_ref\": \"component:default/x\"", "changed_at"))
                .flatMap(field -> BEYOND.stream()
                        .map(time -> Arguments.of(field.get()[0], field.get()[1], field.get()[2], time)));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void refusesEventTimeOutOfRange(String time) {
        for (var type :
                List.of("change.created", "deploy.completed", "incident.opened", "build.completed", "of.ones.own")) {
            post(event(type, time, "\"commit_sha\": \"a\"")).statusCode(422).body("errors.pointer", hasItem("/time"));
        }
    }

    @ParameterizedTest
    @MethodSource("fieldsOfEvents")
    void refusesTimeInDataOutOfRange(String type, String data, String field, String time) {
        post(event(type, FINE, data + ", \"%s\": \"%s\"".formatted(field, time)))
                .statusCode(422)
                .body("errors.pointer", contains("/data/" + field));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void refusesCdEventTimeOutOfRange(String time) {
        post(cdEvent(time)).statusCode(422).body("errors.pointer", contains("/data/context/timestamp"));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void refusesTimesOutOfRangeElsewhere(String time) {
        given().filter(Contract.FILTER)
                .contentType("application/json")
                .body("""
                        {"entities": [{"changed_at": "%s", "entity": {"apiVersion": "backstage.io/v1alpha1",
                         "kind": "Component", "metadata": {"name": "times"},
                         "spec": {"type": "service", "lifecycle": "production", "owner": "team-times"}}}]}""".formatted(time))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(1));
        for (var path : List.of("events", "audit", "four-keys", "four-keys/changes", "templates/x/adoption")) {
            for (var parameter : List.of("from", "to")) {
                given().filter(Contract.FILTER)
                        .queryParam(parameter, time)
                        .get("/api/v1/" + path)
                        .then()
                        .statusCode(400)
                        .body("type", startsWith("/problems/"));
            }
        }
        for (var body : List.of(
                "{\"from\": \"%s\", \"to\": \"2026-06-10T12:00:00Z\", \"reason\": \"x\"}".formatted(time),
                "{\"from\": \"9999-12-31T00:00:00Z\", \"to\": \"%s\", \"reason\": \"x\"}".formatted(time))) {
            given().filter(Contract.FILTER)
                    .contentType("application/json")
                    .body(body)
                    .post("/api/v1/slos/template-success/corrections")
                    .then()
                    .statusCode(422);
        }
    }

    /** What does not come by the door is set aside, and what comes after it goes on. */
    @Test
    void quarantinesTimesOutOfRangeFromKafka() {
        try (var producer = new RawTopicProducer()) {
            for (var time : BEYOND) {
                producer.send(event("change.created", time, "\"commit_sha\": \"a\""), TYPE);
                producer.send(
                        event(
                                "change.created",
                                FINE,
                                "\"commit_sha\": \"a\", \"committed_at\": \"%s\"".formatted(time)),
                        TYPE);
                // As if another had checked it, whose data is not looked at again.
                producer.send(
                        "{\"commit_sha\": \"a\", \"service_id\": \"%s\", \"committed_at\": \"%s\"}"
                                .formatted(service, time),
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        service,
                        "ce_type",
                        "com.company.change.created",
                        "ce_time",
                        FINE,
                        "milepost-checked",
                        "1",
                        "content-type",
                        "application/json");
            }
            for (var time : EDGES) {
                producer.send(
                        event(
                                "change.created",
                                time,
                                "\"commit_sha\": \"a\", \"committed_at\": \"%s\"".formatted(time)),
                        TYPE);
            }
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            given().get("/api/v1/quarantine?limit=100&service=" + service)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(3 * BEYOND.size()));
            given().get("/api/v1/events?service=" + service)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(EDGES.size()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "-5000-01-01", "+10000-01-01", "294277-01-01"})
    void refusesYearsBeyondFourDigits(String day) {
        given().filter(Contract.FILTER)
                .contentType("application/json")
                .body("{\"reason\": \"old\", \"ends_on\": \"%s\"}".formatted(day))
                .post("/api/v1/templates/unheard-of/versions/1.0.0/deprecation")
                .then()
                .statusCode(400);
    }

    private static ValidatableResponse post(String event) {
        return given().filter(Contract.FILTER)
                .contentType("application/cloudevents+json; charset=UTF-8")
                .body(event)
                .post("/api/v1/events")
                .then();
    }

    private String event(String type, String time, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "com.company.%s", "time": "%s",
                 "data": {"service_id": "%s", %s}}""".formatted(UUID.randomUUID(), service, type, time, service, data);
    }

    private String cdEvent(String time) {
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "cd", "type": "dev.cdevents.service.deployed.0.3.0",
                 "time": "%2$s", "data": {"context": {"specversion": "0.5.0", "id": "%1$s", "source": "cd",
                  "type": "dev.cdevents.service.deployed.0.3.0", "timestamp": "%3$s"},
                  "subject": {"id": "service/%4$s", "content": {"environment": {"id": "production"},
                  "artifactId": "pkg:oci/app@sha256:1"}}}}""".formatted(UUID.randomUUID(), FINE, time, service);
    }
}
