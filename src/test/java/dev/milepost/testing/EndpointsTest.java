package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation once along each of the ways that it can end, held against the API document. */
@QuarkusTest
@Tag("service")
class EndpointsTest {

    private static final String JUNE = "from=2026-06-01T00:00:00Z&to=2026-07-01T00:00:00Z";

    private final String service = "service-" + UUID.randomUUID();

    @BeforeEach
    void sendAShortHistory() {
        contract()
                .contentType("application/cloudevents-batch+json")
                .body("""
                        [{"specversion": "1.0", "id": "c1", "source": "%1$s", "type": "com.company.change.created",
                          "time": "2026-06-10T10:00:00Z", "data": {"commit_sha": "c1", "service_id": "%1$s"}},
                         {"specversion": "1.0", "id": "d1", "source": "%1$s", "type": "com.company.deploy.completed",
                          "time": "2026-06-10T11:00:00Z", "data": {"deployment_id": "d1", "service_id": "%1$s",
                          "environment": "prod", "status": "success", "commit_sha": "c1", "kind": "planned"}},
                         {"specversion": "1.0", "id": "c2", "source": "%1$s", "type": "com.company.change.created",
                          "time": "2026-06-11T10:00:00Z", "data": {"commit_sha": "c2", "service_id": "%1$s"}},
                         {"specversion": "1.0", "id": "d2", "source": "%1$s", "type": "com.company.deploy.completed",
                          "time": "2026-06-11T11:00:00Z", "data": {"deployment_id": "d2", "service_id": "%1$s",
                          "environment": "prod", "status": "success", "commit_sha": "c2"}},
                         {"specversion": "1.0", "id": "i1", "source": "%1$s", "type": "com.company.incident.opened",
                          "time": "2026-06-10T12:00:00Z", "data": {"incident_id": "i1", "service_id": "%1$s",
                          "deployment_id": "d1", "cause": "change"}},
                         {"specversion": "1.0", "id": "i1-end", "source": "%1$s", "type": "com.company.incident.resolved",
                          "time": "2026-06-10T13:00:00Z", "data": {"incident_id": "i1", "service_id": "%1$s"}},
                         {"specversion": "1.0", "id": "i2", "source": "%1$s", "type": "com.company.incident.opened",
                          "time": "2026-06-12T12:00:00Z", "data": {"incident_id": "i2", "service_id": "%1$s",
                          "cause": "external"}},
                         {"specversion": "1.0", "id": "x", "source": "%1$s", "type": "com.company.unheard.of",
                          "time": "2026-06-09T12:00:00Z", "subject": "%1$s", "datacontenttype": "text/plain",
                          "correlationid": "%1$s", "data": "no JSON"}]""".formatted(service))
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(8));
        try (var producer = new RawTopicProducer()) {
            producer.send("{\"service_id\": \"%s\"}".formatted(service), "ce_specversion", "1.0", "ce_id", "bad-json")
                    .send(new byte[] {(byte) 0xff}, "ce_subject", service)
                    .send("{", "content-type", "application/cloudevents+json", "ce_subject", service);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/pipeline").statusCode(200).body("lag_events", equalTo(0)));
    }

    @Test
    void listsEvents() {
        pages("/events?service=" + service, 8)
                .body("items.id", contains("i2", "d2", "c2", "i1-end", "i1", "d1", "c1", "x"))
                .body("items[7].golden", equalTo(false))
                .body("items[7].extensions.correlationid", equalTo(service));
        get("/events?service=" + service + "&type=change.created&type=com.company.unheard.of")
                .body("items.id", contains("c2", "c1", "x"));
        get("/events?correlation=" + service).body("items.id", contains("x"));
        get("/events?service=%s&from=2026-06-11T10:00:00Z&to=2026-06-11T11:00:00Z".formatted(service))
                .body("items.id", contains("c2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"component:default/", "Component:default/", "component:", "default/"})
    void takesEntityRefsOfServices(String implied) {
        get("/events?type=change.created&service=" + implied + service).body("items.id", contains("c2", "c1"));
        get("/events?service=component:other/" + service).body("items", hasSize(0));
        get("/quarantine?stage=enrichment&service=" + implied + service).body("items", hasSize(3));
        get("/four-keys?%s&service=%s%s".formatted(JUNE, implied, service))
                .body("deployment_frequency.count", equalTo(2));
        get("/four-keys/deployments?%s&service=%s%s&service=%s".formatted(JUNE, implied, service, service))
                .body("items.deployment_id", contains("d1", "d2"));
        get("/services/" + (implied + service).replace("/", "%2F") + "/template")
                .statusCode(404)
                .body(
                        "detail",
                        equalTo(get("/services/" + service + "/template")
                                .extract()
                                .path("detail")));
        get("/slos/gate?service=" + implied + service)
                .statusCode(404)
                .body(
                        "detail",
                        equalTo(get("/slos/gate?service=" + service).extract().path("detail")));
    }

    @ParameterizedTest
    @CsvSource({
        "deploy.completed, d2 d1",
        "com.company.deploy.completed, d2 d1",
        "dev.milepost.deploy.completed, d2 d1",
        "dev.cdevents.service.deployed.0.2.0, d2 d1",
        "com.company.unheard.of, x"
    })
    void takesTypesAsTheyWereSent(String type, String ids) {
        get("/events?service=%s&type=%s".formatted(service, type)).body("items.id", equalTo(List.of(ids.split(" "))));
        if (!ids.equals("x")) {
            get("/event-types/" + type + "/schema")
                    .statusCode(200)
                    .body("'$id'", equalTo("/api/v1/event-types/deploy.completed/schema"));
        }
    }

    @Test
    void listsAndReplaysQuarantine() {
        var ours = "/quarantine?stage=enrichment&service=" + service;
        pages(ours, 3)
                .body("items.stage", everyItem(equalTo("enrichment")))
                .body("items.event.service", everyItem(equalTo(service)))
                .body("items.payload_base64", hasItems("/w==", null))
                .body("items.payload", hasItems("{", null));
        get("/quarantine?stage=projection&service=" + service).body("items", hasSize(0));
        String id = get(ours).extract().path("items[0].id");

        contract()
                .post("/api/v1/quarantine/" + id + "/replay")
                .then()
                .statusCode(202)
                .body("id", equalTo(id))
                .body("replays", equalTo(1))
                .body("replayed_at", notNullValue());
        get("/audit?subject=" + id)
                .body("items.action", contains("quarantine.replayed"))
                .body("items[0].after.stage", equalTo("enrichment"));

        contract()
                .accept("application/json")
                .post("/api/v1/quarantine/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error.name", equalTo("NotFoundError"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2024",
        "&interval=day, 2021",
        "&interval=week&group_by=service, 2023",
        "&interval=month&group_by=team, 2024",
        "&group_by=template_version&ownership=current, 2025",
        "&group_by=service&tz=Europe/Berlin&ownership=current, 2024",
        "&group_by=system&environment=staging, 2024"
    })
    void answersFourKeys(String parameters, String benchmark) {
        var path = "/four-keys?%s&service=%s&benchmark=%s%s".formatted(JUNE, service, benchmark, parameters);
        var deployments = parameters.contains("staging") ? 0 : 2;

        sameAgain(path)
                .body("benchmark", equalTo(benchmark))
                .body("deployment_frequency.count", equalTo(deployments))
                .body("window.to", equalTo("2026-07-01T00:00:00Z"));
    }

    @Test
    void listsRecordsOfMetrics() {
        var asked = "?%s&service=%s".formatted(JUNE, service);

        pages("/four-keys/deployments" + asked, 2)
                .body("items.deployment_id", contains("d1", "d2"))
                .body("items.failed", contains(true, false))
                .body("items[1].kind", nullValue());
        pages("/four-keys/changes" + asked, 2)
                .body("items.commit_sha", contains("c1", "c2"))
                .body("items.rule", contains("head", "window"));
        pages("/four-keys/incidents" + asked, 2)
                .body("items.incident_id", contains("i1", "i2"))
                .body("items.deployment_id", contains("d1", null))
                .body("items[1].resolved_at", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events?limit=1",
                "event-types",
                "event-types/deploy.completed/schema",
                "quarantine?limit=1",
                "pipeline",
                "services?limit=1",
                "environments?limit=1",
                "teams?limit=1",
                "catalog/entities?limit=1",
                "correlations/d1",
                "four-keys",
                "four-keys/deployments",
                "four-keys/changes",
                "four-keys/incidents"
            })
    void answersJsonAndNotModified(String path) {
        get("/" + path).statusCode(200).header("ETag", notNullValue());
        contract()
                .header("If-None-Match", "*")
                .get("/api/v1/" + path)
                .then()
                .statusCode(304)
                .body(emptyString());
        contract().accept("application/xml").get("/api/v1/" + path).then().statusCode(406);
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }

    private static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }

    /** Asks twice, the second time as one who has the answer. */
    private static ValidatableResponse sameAgain(String path) {
        var answer = get(path).statusCode(200);
        contract()
                .header("If-None-Match", answer.extract().header("ETag"))
                .get("/api/v1" + path)
                .then()
                .statusCode(304)
                .body(emptyString());
        return answer;
    }

    /** The whole list, which is the same one by one. */
    private static ValidatableResponse pages(String path, int size) {
        var whole = sameAgain(path).body("items", hasSize(size)).body("next_cursor", nullValue());
        var items = new ArrayList<Object>();
        var cursor = "";
        while (cursor != null && items.size() <= size) {
            var page = get(path + "&limit=1" + cursor).statusCode(200).extract();
            items.addAll(page.<List<Object>>path("items"));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        }
        assertThat(items).isEqualTo(whole.extract().path("items"));
        return whole;
    }
}
