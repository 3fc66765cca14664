package dev.milepost.templates.lifecycle;

import static dev.milepost.testing.TemplatePublisher.contract;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.postJson;
import static dev.milepost.testing.TemplatePublisher.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import dev.milepost.catalog.sync.PublishedMessages;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the registry tells others. */
@QuarkusTest
@Tag("service")
class TemplateEventPublisherTest {

    private static final String MODULES = "modules: [{module: \"@base\", range: ^1.0}]";

    @Inject
    DataSource database;

    @Inject
    PlannedDeprecationScheduler scheduler;

    private final TemplatePublisher publisher = new TemplatePublisher();

    @BeforeEach
    void publishAModule() {
        publisher.publishModule("base", publisher.module("base", "1.0.0")).statusCode(201);
    }

    @Test
    void publishesEachChangeOnce() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", MODULES))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", MODULES))
                .statusCode(200);
        publisher.promote("path", "stable", "1.0.0").statusCode(200);
        publisher.promote("path", "stable", "1.1.0").statusCode(200);
        publisher.promote("path", "stable", "1.1.0").statusCode(200);
        deprecate("1.0.0", "old");
        deprecate("1.0.0", "very old");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told("template.deprecated")).hasSize(1));
        assertThat(told("template.published"))
                .containsExactlyInAnyOrder(
                        Map.of("template_id", publisher.name("path"), "template_version", "1.0.0"),
                        Map.of(
                                "template_id", publisher.name("path"),
                                "template_version", "1.1.0",
                                "previous_version", "1.0.0"));
        assertThat(told("template.promoted"))
                .containsExactlyInAnyOrder(
                        Map.of(
                                "template_id", publisher.name("path"),
                                "template_version", "1.0.0",
                                "channel", "stable"),
                        Map.of(
                                "template_id", publisher.name("path"),
                                "template_version", "1.1.0",
                                "channel", "stable",
                                "previous_version", "1.0.0"));
    }

    @Test
    void publishesPlannedDeprecation() {
        publisher
                .publish(
                        "path", publisher.goldenPath("path", "1.0.0", MODULES, "support: {deprecatedFrom: 2020-01-01}"))
                .statusCode(201);
        publisher
                .publish(
                        "path", publisher.goldenPath("path", "1.1.0", MODULES, "support: {deprecatedFrom: 2999-01-01}"))
                .statusCode(201);

        scheduler.announce();
        scheduler.announce();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told("template.deprecated"))
                        .containsExactly(Map.of("template_id", publisher.name("path"), "template_version", "1.0.0")));
    }

    @Test
    void publishesStateToCompactedTopic() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.1.0", MODULES))
                .statusCode(201);
        publisher.promote("path", "stable", "1.1.0").statusCode(200);
        put("/templates/" + publisher.name("path") + "/versions/1.0.0/yank", Map.of("reason", "bad"))
                .statusCode(200);

        new PublishedMessages(database).awaitSent();

        assertThat(PublishedMessages.latest("milepost.templates.latest").get(publisher.name("path")))
                .contains("\"template_id\":\"" + publisher.name("path") + "\"", "\"channels\":{\"stable\":\"1.1.0\"}")
                .containsPattern(
                        "\"version\":\"1.0.0\",\"published_at\":\"[^\"]+\",\"deprecated\":false,\"yanked\":true");
    }

    @Test
    void updatesTemplateVersionsOfValidation() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", MODULES))
                .statusCode(201);
        var yank = "/templates/" + publisher.name("path") + "/versions/1.0.0/yank";

        judged(() -> judge("1.0.0").body("items[0].findings.rule", empty()));
        judge("1.0.1").body("items[0].findings.rule", contains("template-version-unknown"));
        put(yank, Map.of("reason", "bad")).statusCode(200);
        judged(() -> judge("1.0.0").body("items[0].findings.rule", contains("template-version-deprecated")));
        TemplatePublisher.delete(yank).statusCode(204);
        judged(() -> judge("1.0.0").body("items[0].findings.rule", empty()));
    }

    private static void judged(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private ValidatableResponse judge(String version) {
        return contract()
                .contentType("application/yaml")
                .body("""
                        apiVersion: backstage.io/v1alpha1
                        kind: Component
                        metadata:
                          name: payments-api
                          annotations:
                            milepost.dev/runtime: jvm@21
                            milepost.dev/deploy-type: kubernetes
                            milepost.dev/compliance-level: pci
                            milepost.dev/tier: "1"
                            milepost.dev/risk: high
                            milepost.dev/template: %s@%s
                        spec:
                          type: service
                          lifecycle: production
                          owner: group:default/payments
                        ---
                        apiVersion: backstage.io/v1alpha1
                        kind: Group
                        metadata: {name: payments}
                        spec: {type: team}
                        """.formatted(publisher.name("path"), version).getBytes(UTF_8))
                .post("/api/v1/catalog/validate")
                .then()
                .statusCode(200);
    }

    private void deprecate(String version, String reason) {
        postJson(
                        "/templates/" + publisher.name("path") + "/versions/" + version + "/deprecation",
                        Map.of("reason", reason))
                .statusCode(200)
                .body("deprecation.reason", containsString(reason));
    }

    private List<Map<String, String>> told(String type) {
        return get("/events?limit=1000&type=" + type)
                .statusCode(200)
                .extract()
                .<List<Map<String, String>>>path("items.data")
                .stream()
                .filter(data -> publisher.name("path").equals(data.get("template_id")))
                .toList();
    }
}
