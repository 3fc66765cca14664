package dev.milepost.upgrades.plans;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Contract;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A golden path of one module, and services made of it, whose names no other test has. */
public final class GoldenPaths {

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** A name of this test alone. */
    public String name(String name) {
        return name + "-" + run;
    }

    /** Publishes a module and the version of the golden path that is locked to it. */
    public void publish(String version, String moduleSpec, Map<String, String> skeleton) {
        var files = new HashMap<String, TreeFile>();
        skeleton.forEach((path, text) -> files.put("skeleton/" + path, TreeFile.text(text)));
        files.put("manifest.yaml", TreeFile.text("""
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: %s, owner: group:default/platform, version: %s}
                spec:
                  phase: scaffold
                  changelog: {added: [the module of %s]}
                %s
                """.formatted(
                        name("skeleton"), version, version, moduleSpec.indent(2))));
        contract()
                .contentType("application/x-tar")
                .body(TarArchive.write(FileTree.of(files)))
                .post("/api/v1/modules/" + name("skeleton") + "/versions")
                .then()
                .statusCode(anyOf(is(200), is(201)));
        contract()
                .contentType("application/yaml")
                .body("""
                        apiVersion: milepost.dev/v1
                        kind: GoldenPath
                        metadata: {name: %s, title: Service, owner: group:default/platform, version: %s}
                        spec:
                          type: service
                          lifecycle: production
                          changelog: {added: [version %s]}
                          modules: [{module: %s, range: %s}]
                          timeSaved: PT4H
                        """.formatted(name("path"), version, version, name("skeleton"), version)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/templates/" + name("path") + "/versions")
                .then()
                .statusCode(anyOf(is(200), is(201)));
    }

    public void promote(String version) {
        contract()
                .contentType("application/json")
                .body(Map.of("version", version, "reason", "test"))
                .put("/api/v1/templates/" + name("path") + "/channels/stable")
                .then()
                .statusCode(200);
    }

    public Map<String, Object> event(String type, Instant at, Map<String, Object> data) {
        return Map.of(
                "specversion",
                "1.0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                "backstage/" + run,
                "type",
                "dev.milepost." + type,
                "time",
                at.toString(),
                "data",
                data);
    }

    /** A service that a run has made of a version. */
    public Map<String, Object> scaffolded(String service, String version, Instant at, Map<String, Object> parameters) {
        return event(
                "scaffold.completed",
                at,
                Map.of(
                        "task_id",
                        "task-" + service,
                        "template_id",
                        name("path"),
                        "template_version",
                        version,
                        "service_id",
                        name(service),
                        "team",
                        "payments",
                        "status",
                        "success",
                        "buildable",
                        true,
                        "parameters",
                        parameters));
    }

    public static void send(List<Map<String, Object>> events) {
        contract()
                .contentType("application/cloudevents-batch+json")
                .body(events)
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("rejected.size()", equalTo(0));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> get("/pipeline").statusCode(200).body("lag_events", equalTo(0)));
    }

    ValidatableResponse plan(String service, Map<String, Object> request) {
        return contract()
                .contentType("application/json")
                .body(request)
                .post("/api/v1/services/" + name(service) + "/upgrade-plan")
                .then();
    }

    public static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }

    public static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }
}
