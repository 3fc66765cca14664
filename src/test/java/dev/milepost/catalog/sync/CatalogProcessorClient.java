package dev.milepost.catalog.sync;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.testing.Contract;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A catalog processor and the pipelines of its services, whose names no other test has. */
final class CatalogProcessorClient {

    static final String SUMMER = "from=2026-06-01&to=2026-09-01";

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** A name of this test alone. */
    String name(String name) {
        return name + "-" + run;
    }

    /** A component; of the relations and annotations those that are given as name and value in turn. */
    Map<String, Object> component(String name, String... says) {
        return entity("Component", name, says);
    }

    Map<String, Object> entity(String kind, String name, String... says) {
        var spec = new LinkedHashMap<String, Object>(Map.of("type", "service", "lifecycle", "production"));
        var annotations = new LinkedHashMap<String, Object>();
        for (int i = 0; i < says.length; i += 2) {
            (says[i].contains("/") ? annotations : spec).put(says[i], says[i + 1]);
        }
        return Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                kind,
                "metadata",
                Map.of("name", name(name), "annotations", annotations),
                "spec",
                spec);
    }

    static Map<String, Object> item(Map<String, Object> entity, String... said) {
        var item = new LinkedHashMap<String, Object>(Map.of("entity", entity));
        for (int i = 0; i < said.length; i += 2) {
            item.put(said[i], said[i + 1]);
        }
        return item;
    }

    @SafeVarargs
    static ValidatableResponse sync(Map<String, Object>... entities) {
        return syncItems(
                Arrays.stream(entities).map(CatalogProcessorClient::item).toList());
    }

    static ValidatableResponse syncItems(List<Map<String, Object>> items) {
        return contract()
                .contentType("application/json")
                .body(Map.of("entities", items))
                .put("/api/v1/catalog/entities")
                .then();
    }

    /** A sync with a JSON text as its body. {@code %s} in it is the name {@code e} of this test. */
    ValidatableResponse syncText(String body) {
        return contract()
                .contentType("application/json")
                .body(body.formatted(name("e")))
                .put("/api/v1/catalog/entities")
                .then();
    }

    /** One deployment of a service on each of these days, of a change two hours older. */
    void deploy(String service, String... days) {
        var events = Arrays.stream(days)
                .flatMap(day -> List.of(
                        event(service, "change.created", day + "T10:00:00Z", Map.of("commit_sha", "c" + day)),
                        event(
                                service,
                                "deploy.completed",
                                day + "T12:00:00Z",
                                Map.of(
                                        "deployment_id",
                                        "d" + day,
                                        "environment",
                                        "production",
                                        "status",
                                        "success",
                                        "commit_sha",
                                        "c" + day)))
                        .stream())
                .toList();
        send(events);
    }

    Map<String, Object> event(String service, String type, String time, Map<String, Object> data) {
        var all = new LinkedHashMap<>(data);
        all.put("service_id", name(service));
        return Map.of(
                "specversion",
                "1.0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                "test/" + run,
                "type",
                "com.company." + type,
                "time",
                time,
                "data",
                all);
    }

    static void send(List<Map<String, Object>> events) {
        contract()
                .contentType("application/cloudevents-batch+json")
                .body(events)
                .post("/api/v1/events")
                .then()
                .statusCode(202);
    }

    static void awaitNoLag() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> get("/pipeline").statusCode(200).body("lag_events", equalTo(0)));
    }

    /** The successful deployments that a question about the summer finds. */
    static int deployments(String question) {
        return get("/four-keys?" + SUMMER + "&" + question)
                .statusCode(200)
                .extract()
                .path("deployment_frequency.count");
    }

    static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }

    static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }
}
