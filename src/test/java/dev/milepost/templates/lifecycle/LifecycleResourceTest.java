package dev.milepost.templates.lifecycle;

import static dev.milepost.testing.TemplatePublisher.asks;
import static dev.milepost.testing.TemplatePublisher.contract;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.postJson;
import static dev.milepost.testing.TemplatePublisher.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.templates.registry.Registry;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class LifecycleResourceTest {

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
    void promotesAndRollsBack() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", MODULES))
                .statusCode(201);

        publisher.promote("path", "stable", "1.0.0").statusCode(200).body("previous_version", nullValue());
        publisher.promote("path", "stable", "1.1.0").statusCode(200).body("previous_version", equalTo("1.0.0"));
        publisher.promote("path", "stable", "1.1.0").statusCode(200).body("previous_version", equalTo("1.0.0"));
        publisher.promote("path", "stable", "1.0.0").statusCode(200).body("previous_version", equalTo("1.1.0"));
        publisher.promote("path", "canary", "1.1.0").statusCode(200);

        var history = "/templates/" + publisher.name("path") + "/channels/stable/history";
        get(history)
                .statusCode(200)
                .body("items.version", contains("1.0.0", "1.1.0", "1.0.0"))
                .body("items.promoted_by", contains("anonymous", "anonymous", "anonymous"))
                .body("items.reason", contains("it is good", "it is good", "it is good"))
                .body("next_cursor", nullValue());
        var cursor =
                get(history + "?limit=2").body("items", hasSize(2)).extract().path("next_cursor");
        get(history + "?limit=2&cursor=" + cursor).body("items.version", contains("1.0.0"));
        get("/templates/" + publisher.name("path"))
                .body("version", equalTo("1.0.0"))
                .body("channels.channel", contains("canary", "stable"))
                .body("versions.version", contains("1.1.0", "1.0.0"))
                .body("versions.channels", contains(List.of("canary"), List.of("stable")));
        assertThat(registry.findOnChannel(publisher.name("path"), "stable")
                        .orElseThrow()
                        .channels())
                .containsExactly("stable");
    }

    @Test
    void refusesPromotionOfUnknownVersion() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);

        publisher
                .promote("path", "stable", "1.0.1")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-template-version"));
        publisher
                .promote("none", "stable", "1.0.0")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-template"));
        publisher.promote("path", "Stable", "1.0.0").statusCode(400).body("errors.pointer", contains("channel"));
        put("/templates/" + publisher.name("path") + "/channels/stable", Map.of("version", "1.0.0", "reason", " "))
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
        put("/templates/" + publisher.name("path") + "/channels/stable", Map.of("version", "1.0.0", "reason", "a\0b"))
                .statusCode(400);
        contract()
                .contentType("application/json")
                .put(versions("path").replace("versions", "channels/stable"))
                .then()
                .statusCode(400);
        get("/templates/" + publisher.name("path") + "/channels/stable/history").statusCode(404);
        get("/templates/" + publisher.name("path") + "/channels/stable/history?cursor=none")
                .statusCode(400);
    }

    @Test
    void yanksVersion() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", MODULES))
                .statusCode(201);
        publisher.promote("path", "stable", "1.1.0").statusCode(200);
        var yank = "/templates/" + publisher.name("path") + "/versions/1.1.0/yank";

        put(yank, Map.of("reason", "it does not start", "successor", "1.1.1"))
                .statusCode(200)
                .body("yank.reason", equalTo("it does not start"))
                .body("yank.successor", equalTo("1.1.1"));

        assertThat(registry.findOnChannel(publisher.name("path"), "stable")).isEmpty();
        assertThat(registry.findResolved(publisher.name("path"), "1.1.0")).isPresent();
        get("/templates/" + publisher.name("path")).body("version", equalTo("1.0.0"));
        publisher
                .promote("path", "beta", "1.1.0")
                .statusCode(409)
                .body("detail", containsString("Its successor is 1.1.1"));

        TemplatePublisher.delete(yank).statusCode(204);
        TemplatePublisher.delete(yank).statusCode(204);
        assertThat(registry.findOnChannel(publisher.name("path"), "stable")).isPresent();
        publisher.promote("path", "beta", "1.1.0").statusCode(200);
    }

    @Test
    void deprecatesWithReasonAndSuccessor() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        var deprecation = "/templates/" + publisher.name("path") + "/versions/1.0.0/deprecation";

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
        postJson("/modules/" + publisher.name("base") + "/versions/1.0.0/deprecation", Map.of("reason", "old"))
                .statusCode(200)
                .body("deprecation.reason", equalTo("old"));
    }

    private String versions(String template) {
        return "/api/v1/templates/" + publisher.name(template) + "/versions";
    }
}
