package dev.milepost.catalog.validation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Contract;
import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class ValidationResourceTest {

    private static final String PAYMENTS = """
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
            spec:
              type: service
              lifecycle: production
              owner: group:default/payments
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Group
            metadata: {name: payments}
            spec: {type: team, children: []}
            """;

    @Inject
    DataSource database;

    @Test
    void findsNothingInValidEntity() {
        validate("application/yaml", PAYMENTS)
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("items", hasSize(2))
                .body("items[0].entity_ref", equalTo("component:default/payments-api"))
                .body("items[0].findings", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/yaml", "application/x-yaml; charset=utf-8"})
    void locatesErrors(String contentType) {
        validate(
                        contentType,
                        PAYMENTS.replace("\"1\"", "1")
                                .replace("owner: group:default/payments", "owner: component:payments-api"))
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("items[0].findings.pointer", contains("/metadata/annotations/milepost.dev~1tier", "/spec/owner"))
                .body("items[0].findings.rule", contains("annotation-shape", "owner-kind"))
                .body("items[0].findings.severity", contains("error", "error"))
                .body("items[0].findings.blocking", contains(true, true))
                .body("items[0].findings[0].fix", equalTo("metadata:\n  annotations:\n    milepost.dev/tier: \"1\"\n"))
                .body("items[0].findings[1].fix", nullValue());
    }

    @Test
    void validatesOneOrManyEntitiesInJson() {
        validate("application/json", "{\"kind\": \"Group\"}")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].entity_ref", nullValue());
        validate("application/json", "[{\"kind\": \"Group\"}, 7, []]")
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.valid", contains(false, false, false));
        validate("application/json", "[]")
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("items", empty());
    }

    @Test
    void returnsSameHashForSameEntity() {
        var first = validate("application/yaml", PAYMENTS).extract();
        var second = validate("application/yaml", "# again\n" + PAYMENTS).extract();

        assertThat(first.<String>path("items[0].entity_hash")).isEqualTo(second.path("items[0].entity_hash"));
        assertThat(first.<String>path("rules_digest")).isEqualTo(second.path("rules_digest"));
    }

    @Test
    void refusesUnreadableBodies() {
        validate("application/yaml", "a: 1\na: 2")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unreadable-entities"))
                .body("errors[0].detail", equalTo("line 2: the key a occurs twice in one map"));
        validate("application/json", "{").statusCode(400);
        validate("application/json", "[" + "1,".repeat(1_000) + "1]").statusCode(413);
        validate("text/plain", PAYMENTS).statusCode(415);
        validate("application/json", "\"" + "x".repeat(11 << 20) + "\"").statusCode(413);
        contract()
                .accept("text/html")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/catalog/validate")
                .then()
                .statusCode(406);
    }

    @Test
    @Tag(Soak.ALONE)
    void acceptsTextsOfTenMegabytes() {
        validate("application/json", "{\"kind\":\"" + "x".repeat(10_000_000) + "\"}")
                .statusCode(200);
        validate(
                        "application/yaml",
                        "metadata: {annotations: {milepost.dev/inference-endpoints: \"https://a"
                                + ",https://a".repeat(1_000_000) + "\"}}")
                .statusCode(200)
                .body("items[0].findings.rule", hasItem("annotation-shape"));
    }

    /** A law: whatever comes in, an answer goes out, and never one that this service failed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverFailsOnRandomDocuments(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var text = i % 2 == 0 ? RandomDocuments.json(random) : RandomDocuments.yaml(random);
            var status = given().filter(Contract.FILTER)
                    .contentType(i % 2 == 0 ? "application/json" : "application/yaml")
                    .body(text.getBytes(StandardCharsets.UTF_8))
                    .post("/api/v1/catalog/validate")
                    .statusCode();
            assertThat(status).as(text).isIn(200, 400, 413);
        }
    }

    @Test
    void checksTemplateVersionsAgainstRegistry() {
        var template = "template-" + UUID.randomUUID();
        send(template, "1.0.0", "template.deprecated");
        send(template, "1.0.0", "template.published");
        send(template, "2.0.0", "template.published");
        send(template, "2.1.0", "template.published");
        send(template, "2.0.0", "template.deprecated");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> templated(template + "@2.0.0")
                        .body("items[0].findings.rule", contains("template-version-deprecated"))
                        .body("items[0].findings[0].detail", containsString("2.1.0")));
        templated(template + "@1.0.0").body("items[0].findings.rule", contains("template-version-deprecated"));
        templated(template + "@2").body("items[0].findings", empty());
        templated(template + "@v2.1.0")
                .body("items[0].findings.rule", contains("template-version-unknown"))
                .body("items[0].findings[0].fix", containsString(template + "@2.1.0"));
    }

    @Test
    void checksReferencesAgainstCatalog() {
        var name = "service-" + UUID.randomUUID();
        var sql = new Sql(database);
        for (var ref : List.of("component:shop/" + name, "group:default/" + name)) {
            sql.update("""
                    insert into catalog_entity
                        (entity_ref, kind, telemetry_key, content, content_hash, changed_at, processed_at)
                    values (?, ?, ?, '{}', 'h', now(), now())
                    """, ref, ref.substring(0, ref.indexOf(':')), ref.startsWith("component") ? name : null);
        }
        try {
            var entity = PAYMENTS.substring(0, PAYMENTS.indexOf("---")).replace("payments-api", name);
            validate("application/yaml", entity.replace("default/payments", "default/" + name))
                    .body("items[0].findings.rule", contains("telemetry-key-taken"))
                    .body("items[0].findings[0].detail", containsString("component:shop/" + name))
                    .body("items[0].findings[0].fix", containsString("default-" + name));
            validate("application/yaml", entity.replace(name, name + "-x").replace("default/payments", "shop/" + name))
                    .body("items[0].findings.rule", contains("owner-unknown"))
                    .body("items[0].findings[0].fix", equalTo("spec:\n  owner: " + name + "\n"));
            validate("application/yaml", entity.replace("default/payments", "\"a\\0b\""))
                    .statusCode(200);
        } finally {
            sql.update("delete from catalog_entity where entity_ref like '%' || ?", name);
        }
    }

    @Test
    void servesTheAnnotationSchema() {
        contract().get("/api/v1/catalog/schema").then().statusCode(200).body("items.version", contains("v1"));
        contract()
                .get("/api/v1/catalog/schema/v1")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("'$id'", equalTo("/api/v1/catalog/schema/v1"));
        contract()
                .get("/api/v1/catalog/schema/latest/jsonschema-for-editor")
                .then()
                .statusCode(200)
                .body("'$schema'", containsString("draft-07"))
                .body("definitions.annotations.properties.'milepost.dev/runtime'.anyOf[0].enum", hasItem("jvm"))
                .body("definitions.component", not(nullValue()));
        contract().get("/api/v1/catalog/schema/v9").then().statusCode(404);
        contract().accept("text/html").get("/api/v1/catalog/schema/v1").then().statusCode(406);
    }

    private static ValidatableResponse templated(String template) {
        return validate(
                        "application/yaml",
                        PAYMENTS.replace(
                                "    milepost.dev/risk",
                                "    milepost.dev/template: " + template + "\n    milepost.dev/risk"))
                .statusCode(200);
    }

    private static void send(String template, String version, String type) {
        contract()
                .contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "%s", "source": "test", "type": "dev.milepost.%s",
                         "time": "2026-06-10T10:00:00Z", "data": {"template_id": "%s", "template_version": "%s"}}
                        """.formatted(UUID.randomUUID(), type, template, version))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER);
    }

    private static ValidatableResponse validate(String contentType, String body) {
        return contract()
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/catalog/validate")
                .then();
    }
}
