package dev.milepost.templates;

import static dev.milepost.testing.Author.asks;
import static dev.milepost.testing.Author.contract;
import static dev.milepost.testing.Author.get;
import static dev.milepost.testing.Author.postJson;
import static dev.milepost.testing.Author.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.Author;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
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

    private String versions(String template) {
        return "/api/v1/templates/" + author.name(template) + "/versions";
    }
}
