package dev.milepost.templates;

import static dev.milepost.templates.Author.asks;
import static dev.milepost.templates.Author.contract;
import static dev.milepost.templates.Author.get;
import static dev.milepost.templates.Author.post;
import static dev.milepost.templates.Author.postJson;
import static dev.milepost.templates.Author.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.milepost.entities.Format;
import dev.milepost.manifests.ManifestReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class TemplatesResourceTest {

    private static final String MODULES = "modules: [{module: \"@base\", range: ^1.0}]";

    @Inject
    Registry registry;

    private final Author author = new Author();

    @BeforeEach
    void publishAModule() {
        author.publishModule("base", author.module("base", "1.0.0", asks("name")))
                .statusCode(201);
    }

    @Test
    void publishesAVersionOnce() {
        var manifest = author.goldenPath("path", "1.0.0", MODULES);

        author.publish("path", manifest)
                .statusCode(201)
                .header("Location", endsWith(versions("path") + "/1.0.0"))
                .body("version", equalTo("1.0.0"))
                .body("digest", startsWith("sha256:"))
                .body("owner", equalTo("group:default/platform"))
                .body("manifest.metadata.name", equalTo(author.name("path")));
        author.publish("path", "# once more\n" + manifest).statusCode(200).body("version", equalTo("1.0.0"));
        var json = ManifestReader.read(manifest.getBytes(UTF_8), Format.YAML)
                .document()
                .toString();
        post(versions("path").substring("/api/v1".length()), "application/json", json.getBytes(UTF_8))
                .statusCode(200);
        author.publish("path", manifest.replace("something", "something else"))
                .statusCode(409)
                .body("type", equalTo("/problems/version-taken"));
        get("/templates/" + author.name("path") + "/versions/1.0.0")
                .statusCode(200)
                .body("changelog.added", contains("something"));
    }

    @Test
    void locksTheModulesThatThereAreThen() {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);
        author.publishModule("base", author.module("base", "1.1.0", asks("name")))
                .statusCode(201);

        author.publish("path", author.goldenPath("path", "1.0.1", MODULES)).statusCode(201);

        lock("1.0.0").body("modules.version", contains("1.0.0")).body("resolver", equalTo("resolver/1"));
        lock("1.0.1").body("modules.version", contains("1.1.0")).body("modules.phase", contains("scaffold"));
        assertThat(registry.findAssembly(author.name("path"), "1.0.0")
                        .orElseThrow()
                        .parts())
                .singleElement()
                .satisfies(part -> assertThat(part.module().version()).hasToString("1.0.0"));
        assertThat(registry.findVersions(author.name("path")))
                .extracting(version -> version.manifest().version().toString())
                .containsExactly("1.0.0", "1.0.1");
    }

    @Test
    void resolvesWithoutStoring() {
        var manifest = author.goldenPath("path", "1.0.0", MODULES);

        post("/templates/resolve", "application/yaml", manifest.getBytes(UTF_8))
                .statusCode(200)
                .body("modules.name", contains(author.name("base")));

        get("/templates/" + author.name("path")).statusCode(404).body("type", equalTo("/problems/unknown-template"));
        post(
                        "/templates/resolve",
                        "application/yaml",
                        author.module("base", "2.0.0").getBytes(UTF_8))
                .statusCode(422)
                .body("errors.pointer", contains("/kind"));
    }

    @Test
    void refusesWhatTakesSomethingAwayWithinAMajorVersion() {
        author.publishModule("other", author.module("other", "1.0.0")).statusCode(201);
        var both = "modules: [{module: \"@base\", range: ^1.0}, {module: \"@other\", range: ^1.0}]";
        author.publish("path", author.goldenPath("path", "1.2.0", both, asks("a", "b")))
                .statusCode(201);

        author.publish("path", author.goldenPath("path", "1.3.0", MODULES, asks("a")))
                .statusCode(422)
                .body("type", equalTo("/problems/breaking-change"))
                .body("errors.pointer", contains("/spec/parameters", "/spec/modules"))
                .body("errors[0].detail", containsString("'b' of 1.2.0 is missing"));
        author.publish("path", author.goldenPath("path", "1.1.0", both, asks("a", "b", "c")))
                .statusCode(422)
                .body("errors[0].detail", containsString("1.2.0, which is published, lacks the parameter 'c'"));

        author.publish("path", author.goldenPath("path", "2.0.0", MODULES, asks("a")))
                .statusCode(201);
        author.publish("path", author.goldenPath("path", "1.1.0", both, asks("a")))
                .statusCode(201);
        author.publish("path", author.goldenPath("path", "1.4.0", both, asks("a"), "retired: [b]"))
                .statusCode(201);
        author.publish("path", author.goldenPath("path", "1.5.0-rc.1", MODULES)).statusCode(201);
    }

    @Test
    void refusesAModuleThatTakesAParameterAway() {
        author.publishModule("base", author.module("base", "1.1.0", asks("names")))
                .statusCode(422)
                .body("type", equalTo("/problems/breaking-change"));

        author.publishModule(
                        "base",
                        author.module(
                                "base",
                                "1.1.0",
                                "parameters: {title: P, properties: {names: {type: array, renamedFrom: name}}}"))
                .statusCode(201);
    }

    @Test
    void promotesAndRollsBack() {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);
        author.publish("path", author.goldenPath("path", "1.1.0", MODULES)).statusCode(201);

        author.promote("path", "stable", "1.0.0").statusCode(200).body("previous_version", nullValue());
        author.promote("path", "stable", "1.1.0").statusCode(200).body("previous_version", equalTo("1.0.0"));
        author.promote("path", "stable", "1.1.0").statusCode(200).body("previous_version", equalTo("1.0.0"));
        author.promote("path", "stable", "1.0.0").statusCode(200).body("previous_version", equalTo("1.1.0"));
        author.promote("path", "canary", "1.1.0").statusCode(200);

        var history = "/templates/" + author.name("path") + "/channels/stable/history";
        get(history)
                .statusCode(200)
                .body("items.version", contains("1.0.0", "1.1.0", "1.0.0"))
                .body("items.promoted_by", contains("anonymous", "anonymous", "anonymous"))
                .body("items.reason", contains("it is good", "it is good", "it is good"))
                .body("next_cursor", nullValue());
        var cursor =
                get(history + "?limit=2").body("items", hasSize(2)).extract().path("next_cursor");
        get(history + "?limit=2&cursor=" + cursor).body("items.version", contains("1.0.0"));
        get("/templates/" + author.name("path"))
                .body("version", equalTo("1.0.0"))
                .body("channels.channel", contains("canary", "stable"))
                .body("versions.version", contains("1.1.0", "1.0.0"))
                .body("versions.channels", contains(List.of("canary"), List.of("stable")));
        assertThat(registry.findOnChannel(author.name("path"), "stable")
                        .orElseThrow()
                        .channels())
                .containsExactly("stable");
    }

    @Test
    void refusesToPromoteWhatThereIsNot() {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);

        author.promote("path", "stable", "1.0.1")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-template-version"));
        author.promote("none", "stable", "1.0.0").statusCode(404).body("type", equalTo("/problems/unknown-template"));
        author.promote("path", "Stable", "1.0.0").statusCode(400).body("errors.pointer", contains("channel"));
        put("/templates/" + author.name("path") + "/channels/stable", Map.of("version", "1.0.0", "reason", " "))
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
        put("/templates/" + author.name("path") + "/channels/stable", Map.of("version", "1.0.0", "reason", "a\0b"))
                .statusCode(400);
        contract()
                .contentType("application/json")
                .put(versions("path").replace("versions", "channels/stable"))
                .then()
                .statusCode(400);
        get("/templates/" + author.name("path") + "/channels/stable/history").statusCode(404);
        get("/templates/" + author.name("path") + "/channels/stable/history?cursor=none")
                .statusCode(400);
    }

    @Test
    void withdrawsAVersionFromWhoeverIsNew() {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);
        author.publish("path", author.goldenPath("path", "1.1.0", MODULES)).statusCode(201);
        author.promote("path", "stable", "1.1.0").statusCode(200);
        var yank = "/templates/" + author.name("path") + "/versions/1.1.0/yank";

        put(yank, Map.of("reason", "it does not start", "successor", "1.1.1"))
                .statusCode(200)
                .body("yank.reason", equalTo("it does not start"))
                .body("yank.successor", equalTo("1.1.1"));

        assertThat(registry.findOnChannel(author.name("path"), "stable")).isEmpty();
        assertThat(registry.findAssembly(author.name("path"), "1.1.0")).isPresent();
        get("/templates/" + author.name("path")).body("version", equalTo("1.0.0"));
        author.promote("path", "beta", "1.1.0")
                .statusCode(409)
                .body("detail", containsString("Its successor is 1.1.1"));

        Author.delete(yank).statusCode(204);
        Author.delete(yank).statusCode(204);
        assertThat(registry.findOnChannel(author.name("path"), "stable")).isPresent();
        author.promote("path", "beta", "1.1.0").statusCode(200);
    }

    @Test
    void locksNoModuleThatIsWithdrawn() {
        author.publishModule("base", author.module("base", "1.1.0", asks("name")))
                .statusCode(201);
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);
        put("/modules/" + author.name("base") + "/versions/1.1.0/yank", Map.of("reason", "broken"))
                .statusCode(200);

        author.publish("path", author.goldenPath("path", "1.0.1", MODULES)).statusCode(201);

        lock("1.0.0").body("modules.version", contains("1.1.0"));
        lock("1.0.1").body("modules.version", contains("1.0.0"));
        get("/modules/" + author.name("base"))
                .body("version", equalTo("1.0.0"))
                .body("versions.yanked", contains(true, false));
    }

    @Test
    void deprecatesWithAReasonAndASuccessor() {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);
        var deprecation = "/templates/" + author.name("path") + "/versions/1.0.0/deprecation";

        var first = postJson(deprecation, Map.of("reason", "old", "successor", "other@2", "ends_on", "2027-07-01"))
                .statusCode(200)
                .body("deprecation.reason", equalTo("old"))
                .body("deprecation.successor", equalTo("other@2"))
                .body("deprecation.ends_on", equalTo("2027-07-01"))
                .extract()
                .path("deprecation.at");
        postJson(deprecation, Map.of("reason", "older"))
                .statusCode(200)
                .body("deprecation.at", equalTo(first))
                .body("deprecation.reason", equalTo("older"))
                .body("deprecation.ends_on", nullValue());
        postJson(deprecation, Map.of("reason", "old", "successor", "no such\nthing"))
                .statusCode(400);
        postJson(deprecation, Map.of("reason", "old", "ends_on", "soon")).statusCode(400);
        postJson(deprecation.replace("1.0.0", "9.0.0"), Map.of("reason", "old")).statusCode(404);
        postJson("/modules/" + author.name("base") + "/versions/1.0.0/deprecation", Map.of("reason", "old"))
                .statusCode(200)
                .body("deprecation.reason", equalTo("old"));
    }

    @Test
    void deprecatesByItselfWhenTheDayHasCome() {
        author.publish(
                        "path",
                        author.goldenPath(
                                "path",
                                "1.0.0",
                                MODULES,
                                "support: {deprecatedFrom: 2020-01-01, endOfLife: 2021-01-01, supersededBy: other@2}"))
                .statusCode(201);
        author.publish("path", author.goldenPath("path", "1.1.0", MODULES, "support: {deprecatedFrom: 2999-01-01}"))
                .statusCode(201);

        get("/templates/" + author.name("path") + "/versions/1.0.0")
                .body("deprecation.at", equalTo("2020-01-01T00:00:00Z"))
                .body("deprecation.successor", equalTo("other@2"))
                .body("deprecation.ends_on", equalTo("2021-01-01"));
        get("/templates/" + author.name("path") + "/versions/1.1.0").body("deprecation", nullValue());
        get("/templates/" + author.name("path"))
                .body("versions.deprecated", contains(false, true))
                .body("support.deprecated_from", equalTo("2999-01-01"));
    }

    @Test
    void letsOwnersAloneChangeWhatIsTheirs() {
        var manifest = author.goldenPath("path", "1.0.0", MODULES);
        as("user:default/jane", "group:default/others", manifest).statusCode(403);
        get("/templates/" + author.name("path")).statusCode(404);

        as("user:default/jane", "group:default/others, Group:default/Platform", manifest)
                .statusCode(201)
                .body("published_by", equalTo("user:default/jane"));

        as(
                        "user:default/jim",
                        "group:default/others",
                        author.goldenPath("path", "1.1.0", MODULES).replace("owner: platform", "owner: others"))
                .statusCode(403)
                .body("error.name", equalTo("NotAllowedError"));
        for (var action : List.of("channels/stable", "versions/1.0.0/yank")) {
            contract()
                    .header("Milepost-User", "user:default/jim")
                    .contentType("application/json")
                    .body(Map.of("version", "1.0.0", "reason", "mine"))
                    .put("/api/v1/templates/" + author.name("path") + "/" + action)
                    .then()
                    .statusCode(403);
        }
        as(
                        "user:default/jane",
                        "group:default/platform",
                        author.goldenPath("path", "1.1.0", MODULES).replace("owner: platform", "owner: others"))
                .statusCode(201);
        as("user:default/jane", "group:default/platform", author.goldenPath("path", "1.2.0", MODULES))
                .statusCode(403);
        as("user:default/jim", "group:default/others", author.goldenPath("path", "1.2.0", MODULES))
                .statusCode(201);
    }

    @Test
    void takesOneOfTwoWhoPublishAtOnce() throws Exception {
        var calls = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> author.publish(
                                "path",
                                author.goldenPath("path", "1.0.0", MODULES)
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
    void listsByWhatSomebodyNewGets() {
        author.publish("a", author.goldenPath("a", "1.0.0", MODULES)).statusCode(201);
        author.publish("a", author.goldenPath("a", "1.1.0", MODULES).replace("production", "experimental"))
                .statusCode(201);
        author.publish("a", author.goldenPath("a", "2.0.0-rc.1", MODULES)).statusCode(201);
        author.publish("b", author.goldenPath("b", "1.0.0", MODULES).replace("[java]", "[node]"))
                .statusCode(201);
        author.promote("a", "beta", "2.0.0-rc.1").statusCode(200);

        names("").body("items.name", hasItem(author.name("a"))).body("items.name", hasItem(author.name("b")));
        named("?lifecycle=experimental", "a")
                .body(own("a", "version"), equalTo("1.1.0"))
                .body(own("a", "channels.beta"), equalTo("2.0.0-rc.1"))
                .body(own("a", "versions"), equalTo(3));
        names("?channel=beta")
                .body(own("a", "version"), equalTo("2.0.0-rc.1"))
                .body("items.name", not(hasItem(author.name("b"))));
        named("?tag=node&owner=platform&type=service", "b");
        names("?tag=node").body("items.name", not(hasItem(author.name("a"))));
        author.promote("a", "stable", "1.0.0").statusCode(200);
        named("?lifecycle=production", "a").body(own("a", "version"), equalTo("1.0.0"));
        postJson("/templates/" + author.name("a") + "/versions/1.0.0/deprecation", Map.of("reason", "old"))
                .statusCode(200);
        named("?deprecated=true", "a");
        named("?deprecated=false", "b").body("items.name", not(hasItem(author.name("a"))));
        get("/templates?deprecated=perhaps").statusCode(400).body("errors.pointer", contains("deprecated"));
        get("/templates?owner=%3A").statusCode(400).body("errors.pointer", contains("owner"));
        get("/templates?limit=0").statusCode(400);
        get("/templates?cursor=none").statusCode(400);
    }

    @Test
    void pagesLists() {
        for (var name : List.of("pa", "pb", "pc")) {
            author.publish(name, author.goldenPath(name, "1.0.0", MODULES).replace("[java]", author.own("[\"@tag\"]")))
                    .statusCode(201);
        }

        var first = get("/templates?limit=2&tag=" + author.name("tag"))
                .body("items", hasSize(2))
                .extract()
                .path("next_cursor");
        get("/templates?limit=2&tag=" + author.name("tag") + "&cursor=" + first)
                .body("items.name", contains(author.name("pc")))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/templates/@path",
                "/templates/@path/versions/1.0.0",
                "/templates/@path/versions/1.0.0/lock",
                "/templates/schemas/golden-path",
                "/templates/schemas/module",
                "/modules/@base",
                "/modules/@base/versions/1.0.0"
            })
    void answersToReadersWhoHaveTheAnswer(String path) {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);
        var address = author.own(path);

        var tag = get(address)
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract()
                .header("ETag");
        contract()
                .header("If-None-Match", tag)
                .get("/api/v1" + address)
                .then()
                .statusCode(304)
                .body(emptyString());
        contract().accept("application/xml").get("/api/v1" + address).then().statusCode(406);
    }

    @Test
    void servesTheSchemasThatItJudgesBy() {
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

    @Test
    void answersThatWhatIsAskedForIsUnknown() {
        author.publish("path", author.goldenPath("path", "1.0.0", MODULES)).statusCode(201);

        get("/templates/none").statusCode(404).body("type", equalTo("/problems/unknown-template"));
        get("/templates/none/versions/1.0.0").statusCode(404).body("type", equalTo("/problems/unknown-template"));
        get("/templates/" + author.name("path") + "/versions/1.0")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-template-version"));
        get("/templates/" + author.name("path") + "/versions/9.0.0/lock").statusCode(404);
        get("/modules/none").statusCode(404).body("type", equalTo("/problems/unknown-module"));
        get("/modules/" + author.name("base") + "/versions/1.0.0/skeleton.tar").statusCode(404);
        get("/modules/" + author.name("base") + "/versions/1.0.0/files/a%2Fb").statusCode(404);
    }

    private ValidatableResponse names(String query) {
        return get("/templates" + (query.isEmpty() ? "?" : query + "&") + "limit=1000")
                .statusCode(200);
    }

    private ValidatableResponse named(String query, String name) {
        return names(query).body("items.name", hasItem(author.name(name)));
    }

    private String own(String name, String member) {
        return "items.find { it.name == '" + author.name(name) + "' }." + member;
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
        return get("/templates/" + author.name("path") + "/versions/" + version + "/lock")
                .statusCode(200);
    }

    private String versions(String template) {
        return "/api/v1/templates/" + author.name(template) + "/versions";
    }
}
