package dev.milepost.templates.publishing;

import static dev.milepost.testing.TemplatePublisher.asks;
import static dev.milepost.testing.TemplatePublisher.contract;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.post;
import static dev.milepost.testing.TemplatePublisher.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.Registry;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class PublishingResourceTest {

    private static final String MODULES = "modules: [{module: \"@base\", range: ^1.0}]";

    @Inject
    Registry registry;

    private final TemplatePublisher publisher = new TemplatePublisher();

    @BeforeEach
    void publishAModule() {
        publisher
                .publishModule("base", publisher.module("base", "1.0.0", asks("name")))
                .statusCode(201);
    }

    @Test
    void publishesAVersionOnce() {
        var manifest = publisher.goldenPath("path", "1.0.0", MODULES);

        publisher
                .publish("path", manifest)
                .statusCode(201)
                .header("Location", endsWith(versions("path") + "/1.0.0"))
                .body("version", equalTo("1.0.0"))
                .body("digest", startsWith("sha256:"))
                .body("owner", equalTo("group:default/platform"))
                .body("manifest.metadata.name", equalTo(publisher.name("path")));
        publisher.publish("path", "# once more\n" + manifest).statusCode(200).body("version", equalTo("1.0.0"));
        var json = ManifestReader.read(manifest.getBytes(UTF_8), DocumentFormat.YAML)
                .document()
                .toString();
        post(versions("path").substring("/api/v1".length()), "application/json", json.getBytes(UTF_8))
                .statusCode(200);
        publisher
                .publish("path", manifest.replace("something", "something else"))
                .statusCode(409)
                .body("type", equalTo("/problems/version-taken"));
        get("/templates/" + publisher.name("path") + "/versions/1.0.0")
                .statusCode(200)
                .body("changelog.added", contains("something"));
    }

    @Test
    void locksModulesAtPublishing() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        publisher
                .publishModule("base", publisher.module("base", "1.1.0", asks("name")))
                .statusCode(201);

        publisher
                .publish("path", publisher.goldenPath("path", "1.0.1", MODULES))
                .statusCode(201);

        lock("1.0.0").body("modules.version", contains("1.0.0")).body("resolver", equalTo("resolver/1"));
        lock("1.0.1").body("modules.version", contains("1.1.0")).body("modules.phase", contains("scaffold"));
        assertThat(registry.findResolved(publisher.name("path"), "1.0.0")
                        .orElseThrow()
                        .modules())
                .singleElement()
                .satisfies(resolvedModule ->
                        assertThat(resolvedModule.module().version()).hasToString("1.0.0"));
        assertThat(registry.findVersions(publisher.name("path")))
                .extracting(version -> version.version().toString())
                .containsExactly("1.0.0", "1.0.1");
    }

    @Test
    void resolvesWithoutStoring() {
        var manifest = publisher.goldenPath("path", "1.0.0", MODULES);

        post("/templates/resolve", "application/yaml", manifest.getBytes(UTF_8))
                .statusCode(200)
                .body("modules.name", contains(publisher.name("base")));

        get("/templates/" + publisher.name("path")).statusCode(404).body("type", equalTo("/problems/unknown-template"));
        post(
                        "/templates/resolve",
                        "application/yaml",
                        publisher.module("base", "2.0.0").getBytes(UTF_8))
                .statusCode(422)
                .body("errors.pointer", contains("/kind"));
    }

    @Test
    void refusesBreakingChangeWithinMajorVersion() {
        publisher.publishModule("other", publisher.module("other", "1.0.0")).statusCode(201);
        var both = "modules: [{module: \"@base\", range: ^1.0}, {module: \"@other\", range: ^1.0}]";
        publisher
                .publish("path", publisher.goldenPath("path", "1.2.0", both, asks("a", "b")))
                .statusCode(201);

        publisher
                .publish("path", publisher.goldenPath("path", "1.3.0", MODULES, asks("a")))
                .statusCode(422)
                .body("type", equalTo("/problems/breaking-change"))
                .body("errors.pointer", contains("/spec/parameters", "/spec/modules"))
                .body("errors[0].detail", containsString("'b' of version 1.2.0 is missing"));
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", both, asks("a", "b", "c")))
                .statusCode(422)
                .body(
                        "errors[0].detail",
                        containsString(
                                "Version 1.2.0 is already published, is higher than this version, and lacks its parameter 'c'"));

        publisher
                .publish("path", publisher.goldenPath("path", "2.0.0", MODULES, asks("a")))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", both, asks("a")))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.4.0", both, asks("a"), "retired: [b]"))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.5.0-rc.1", MODULES))
                .statusCode(201);
    }

    @Test
    void refusesModuleRemovingParameter() {
        publisher
                .publishModule("base", publisher.module("base", "1.1.0", asks("names")))
                .statusCode(422)
                .body("type", equalTo("/problems/breaking-change"));

        publisher
                .publishModule(
                        "base",
                        publisher.module(
                                "base",
                                "1.1.0",
                                "parameters: {title: P, properties: {names: {type: array, renamedFrom: name}}}"))
                .statusCode(201);
    }

    @Test
    void locksNoYankedModule() {
        publisher
                .publishModule("base", publisher.module("base", "1.1.0", asks("name")))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        put("/modules/" + publisher.name("base") + "/versions/1.1.0/yank", Map.of("reason", "broken"))
                .statusCode(200);

        publisher
                .publish("path", publisher.goldenPath("path", "1.0.1", MODULES))
                .statusCode(201);

        lock("1.0.0").body("modules.version", contains("1.1.0"));
        lock("1.0.1").body("modules.version", contains("1.0.0"));
        get("/modules/" + publisher.name("base"))
                .body("version", equalTo("1.0.0"))
                .body("versions.yanked", contains(true, false));
    }

    @Test
    void allowsChangesOnlyByOwners() {
        var manifest = publisher.goldenPath("path", "1.0.0", MODULES);
        as("user:default/jane", "group:default/others", manifest).statusCode(403);
        get("/templates/" + publisher.name("path")).statusCode(404);

        as("user:default/jane", "group:default/others, Group:default/Platform", manifest)
                .statusCode(201)
                .body("published_by", equalTo("user:default/jane"));

        as(
                        "user:default/jim",
                        "group:default/others",
                        publisher.goldenPath("path", "1.1.0", MODULES).replace("owner: platform", "owner: others"))
                .statusCode(403)
                .body("error.name", equalTo("NotAllowedError"));
        var actions = Map.of(
                "channels/stable",
                Map.of("version", "1.0.0", "reason", "mine"),
                "versions/1.0.0/yank",
                Map.of("reason", "mine"));
        actions.forEach((action, body) -> contract()
                .header("Milepost-User", "user:default/jim")
                .contentType("application/json")
                .body(body)
                .put("/api/v1/templates/" + publisher.name("path") + "/" + action)
                .then()
                .statusCode(403));
        as(
                        "user:default/jane",
                        "group:default/platform",
                        publisher.goldenPath("path", "1.1.0", MODULES).replace("owner: platform", "owner: others"))
                .statusCode(201);
        as("user:default/jane", "group:default/platform", publisher.goldenPath("path", "1.2.0", MODULES))
                .statusCode(403);
        as("user:default/jim", "group:default/others", publisher.goldenPath("path", "1.2.0", MODULES))
                .statusCode(201);
    }

    @Test
    void acceptsOneOfConcurrentPublications() throws Exception {
        var calls = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> publisher
                        .publish(
                                "path",
                                publisher
                                        .goldenPath("path", "1.0.0", MODULES)
                                        .replace("something", i % 2 == 0 ? "one" : "other"))
                        .extract()
                        .statusCode())
                .toList();
        var threads = Executors.newFixedThreadPool(8);

        var statuses = new ArrayList<Integer>();
        for (var answer : threads.invokeAll(calls)) {
            statuses.add(answer.get());
        }
        threads.shutdown();

        assertThat(statuses)
                .containsOnly(201, 200, 409)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
    }

    @Test
    void servesManifestSchemas() {
        get("/templates/schemas/golden-path")
                .contentType("application/schema+json")
                .body("'$id'", equalTo("/api/v1/templates/schemas/golden-path"))
                .body("'$defs'.metadata.required", hasItem("owner"));
        contract()
                .accept("application/json")
                .get("/api/v1/templates/schemas/module")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("properties.spec.properties.requires", notNullValue());
    }

    private ValidatableResponse as(String user, String groups, String manifest) {
        return contract()
                .header("Milepost-User", user)
                .header("Milepost-Groups", groups)
                .contentType("application/yaml")
                .body(manifest.getBytes(UTF_8))
                .post(versions("path"))
                .then();
    }

    private ValidatableResponse lock(String version) {
        return get("/templates/" + publisher.name("path") + "/versions/" + version + "/lock")
                .statusCode(200);
    }

    private String versions(String template) {
        return "/api/v1/templates/" + publisher.name(template) + "/versions";
    }
}
