package dev.milepost.templates.registry;

import static dev.milepost.testing.TemplatePublisher.asks;
import static dev.milepost.testing.TemplatePublisher.contract;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.postJson;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class RegistryTemplatesTest {

    private static final String MODULES = "modules: [{module: \"@base\", range: ^1.0}]";

    private final TemplatePublisher publisher = new TemplatePublisher();

    @BeforeEach
    void publishAModule() {
        publisher
                .publishModule("base", publisher.module("base", "1.0.0", asks("name")))
                .statusCode(201);
    }

    @Test
    void deprecatesOnSchedule() {
        publisher
                .publish(
                        "path",
                        publisher.goldenPath(
                                "path",
                                "1.0.0",
                                MODULES,
                                "support: {deprecatedFrom: 2020-01-01, endOfLife: 2021-01-01, supersededBy: other@2}"))
                .statusCode(201);
        publisher
                .publish(
                        "path", publisher.goldenPath("path", "1.1.0", MODULES, "support: {deprecatedFrom: 2999-01-01}"))
                .statusCode(201);

        get("/templates/" + publisher.name("path") + "/versions/1.0.0")
                .body("deprecation.at", equalTo("2020-01-01T00:00:00Z"))
                .body("deprecation.successor", equalTo("other@2"))
                .body("deprecation.ends_on", equalTo("2021-01-01"));
        get("/templates/" + publisher.name("path") + "/versions/1.1.0").body("deprecation", nullValue());
        get("/templates/" + publisher.name("path"))
                .body("versions.deprecated", contains(false, true))
                .body("support.deprecated_from", equalTo("2999-01-01"));
    }

    @Test
    void listsStableVersions() {
        publisher.publish("a", publisher.goldenPath("a", "1.0.0", MODULES)).statusCode(201);
        publisher
                .publish("a", publisher.goldenPath("a", "1.1.0", MODULES).replace("production", "experimental"))
                .statusCode(201);
        publisher.publish("a", publisher.goldenPath("a", "2.0.0-rc.1", MODULES)).statusCode(201);
        publisher
                .publish("b", publisher.goldenPath("b", "1.0.0", MODULES).replace("[java]", "[node]"))
                .statusCode(201);
        publisher.promote("a", "beta", "2.0.0-rc.1").statusCode(200);

        names("").body("items.name", hasItem(publisher.name("a"))).body("items.name", hasItem(publisher.name("b")));
        named("?lifecycle=experimental", "a")
                .body(own("a", "version"), equalTo("1.1.0"))
                .body(own("a", "channels.beta"), equalTo("2.0.0-rc.1"))
                .body(own("a", "versions"), equalTo(3));
        names("?channel=beta")
                .body(own("a", "version"), equalTo("2.0.0-rc.1"))
                .body("items.name", not(hasItem(publisher.name("b"))));
        named("?tag=node&owner=platform&type=service", "b");
        names("?tag=node").body("items.name", not(hasItem(publisher.name("a"))));
        publisher.promote("a", "stable", "1.0.0").statusCode(200);
        named("?lifecycle=production", "a").body(own("a", "version"), equalTo("1.0.0"));
        postJson("/templates/" + publisher.name("a") + "/versions/1.0.0/deprecation", Map.of("reason", "old"))
                .statusCode(200);
        named("?deprecated=true", "a");
        named("?deprecated=false", "b").body("items.name", not(hasItem(publisher.name("a"))));
        get("/templates?deprecated=perhaps").statusCode(400).body("errors.pointer", contains("deprecated"));
        get("/templates?owner=%3A").statusCode(400).body("errors.pointer", contains("owner"));
        get("/templates?limit=0").statusCode(400);
        get("/templates?cursor=none").statusCode(400);
    }

    @Test
    void pagesThroughTemplates() {
        for (var name : List.of("pa", "pb", "pc")) {
            publisher
                    .publish(
                            name,
                            publisher.goldenPath(name, "1.0.0", MODULES).replace("[java]", publisher.own("[\"@tag\"]")))
                    .statusCode(201);
        }

        var first = get("/templates?limit=2&tag=" + publisher.name("tag"))
                .body("items", hasSize(2))
                .extract()
                .path("next_cursor");
        get("/templates?limit=2&tag=" + publisher.name("tag") + "&cursor=" + first)
                .body("items.name", contains(publisher.name("pc")))
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
    void answersNotModified(String path) {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        var address = publisher.own(path);

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
    void answers404ForUnknownTemplates() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);

        get("/templates/none").statusCode(404).body("type", equalTo("/problems/unknown-template"));
        get("/templates/none/versions/1.0.0").statusCode(404).body("type", equalTo("/problems/unknown-template"));
        get("/templates/" + publisher.name("path") + "/versions/1.0")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-template-version"));
        get("/templates/" + publisher.name("path") + "/versions/9.0.0/lock").statusCode(404);
        get("/modules/none").statusCode(404).body("type", equalTo("/problems/unknown-module"));
        get("/modules/" + publisher.name("base") + "/versions/1.0.0/skeleton.tar")
                .statusCode(404);
        get("/modules/" + publisher.name("base") + "/versions/1.0.0/files/a%2Fb")
                .statusCode(404);
    }

    private ValidatableResponse names(String query) {
        return get("/templates" + (query.isEmpty() ? "?" : query + "&") + "limit=1000")
                .statusCode(200);
    }

    private ValidatableResponse named(String query, String name) {
        return names(query).body("items.name", hasItem(publisher.name(name)));
    }

    private String own(String name, String member) {
        return "items.find { it.name == '" + publisher.name(name) + "' }." + member;
    }
}
