package dev.milepost.templates.backstage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What Backstage reads, from publishing on. */
@QuarkusTest
@Tag("service")
class BackstageResourceTest {

    private final String path = "path-" + UUID.randomUUID().toString().substring(0, 8) + "x";
    private final String module = "module-" + path;

    @Test
    void listsStableAndOlderMajorVersions() {
        publishModule("{title: Page, required: [name], properties: {name: {type: string}}}");
        for (var version : List.of("1.0.0", "1.1.0", "1.2.0-rc.1", "2.0.0", "2.1.0")) {
            publish(version);
        }

        assertThat(targets()).isEmpty();
        promote("2.0.0");
        assertThat(targets()).extracting(BackstageResourceTest::version).containsExactly("2.0.0", "1.1.0");

        withdraw("1.1.0");

        assertThat(targets()).extracting(BackstageResourceTest::version).containsExactly("2.0.0", "1.0.0");
        assertThat(yaml(get(template("2.0.0"))).at("/metadata/name").asText()).isEqualTo(path);
        assertThat(yaml(get(template("1.0.0"))).at("/metadata/name").asText()).isEqualTo(path + "-v1");
        get(template("1.1.0")).statusCode(404).body("type", equalTo("/problems/unserved-template"));
        get(template("9.0.0")).statusCode(404).body("detail", containsString("has not been published"));
        get("/api/v1/templates/unheard-of/versions/1.0.0/template.yaml").statusCode(404);
    }

    @Test
    void composesTemplateOfVersion() {
        publishModule("{title: Page, required: [name], properties: {name: {type: string}}}");
        publish("1.0.0");

        var template = yaml(get(template("1.0.0")).statusCode(200).contentType("application/yaml"));

        assertThat(template.path("kind").asText()).isEqualTo("Template");
        assertThat(template.at("/metadata/annotations/milepost.dev~1template").asText())
                .isEqualTo(path + "@1.0.0");
        assertThat(template.at("/spec/parameters/0/required/0").asText()).isEqualTo("name");
        assertThat(template.at("/spec/type").asText()).isEqualTo("service");
    }

    @Test
    void composesTemplateThatUpgrades() {
        publishModule("{title: Page, required: [name], properties: {name: {type: string}}}");
        publish("1.0.0");
        get("/api/v1/templates/%s/upgrade-template.yaml".formatted(path)).statusCode(404);
        promote("1.0.0");

        var template = yaml(get("/api/v1/templates/%s/upgrade-template.yaml".formatted(path))
                .statusCode(200)
                .contentType("application/yaml"));

        assertThat(template.at("/metadata/name").asText()).isEqualTo("milepost-upgrade-" + path);
        // The action for it is not known to be there.
        assertThat(template.at("/metadata/description").asText()).contains("milepost:upgrade:plan");
        assertThat(targets()).noneMatch(target -> target.endsWith("upgrade-template.yaml"));
    }

    @Test
    void marksDeprecatedVersions() {
        publishModule("{title: Page, properties: {name: {type: string}}}");
        publish("1.0.0");
        post(
                "/templates/%s/versions/1.0.0/deprecation".formatted(path),
                Map.of("reason", "old", "successor", "another-path"));

        var template = yaml(get(template("1.0.0")));

        assertThat(template.at("/spec/lifecycle").asText()).isEqualTo("deprecated");
        assertThat(template.at("/metadata/annotations/milepost.dev~1superseded-by")
                        .asText())
                .isEqualTo("another-path");
    }

    @Test
    void answersNotModifiedByEtag() {
        publishModule("{title: Page, properties: {name: {type: string}}}");
        publish("1.0.0");
        var tag = get(template("1.0.0")).extract().header("ETag");

        contract().header("If-None-Match", tag).get(template("1.0.0")).then().statusCode(304);
        tag = get("/api/v1/backstage/catalog.yaml").extract().header("ETag");
        assertThat(tag).isNotBlank();
    }

    /** What proxies that are trusted say is tried where some are, in AccessIT. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded | for=10.0.0.1;proto=https;host=evil.example.com",
                "X-Forwarded-Host | evil.example.com",
                "X-Forwarded-Prefix | /evil",
                "X-Forwarded-Proto | https",
                "X-Forwarded-Server | evil.example.com"
            })
    void ignoresHeadersOfUntrustedProxies(String header, String value) {
        publishModule("{title: Page, properties: {name: {type: string}}}");
        publish("1.0.0");
        promote("1.0.0");

        assertThat(target(header, value))
                .matches("http://(localhost|127\\.0\\.0\\.1):\\d+/api/v1/templates/.*")
                .isEqualTo(target("X-Forwarded-Trusted-Proxy", "true", header, value));
    }

    private String target(String... headers) {
        var request = contract();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var catalog = yaml(request.get("/api/v1/backstage/catalog.yaml").then());
        return targets(catalog).get(0);
    }

    private List<String> targets() {
        var catalog = yaml(get("/api/v1/backstage/catalog.yaml").statusCode(200).contentType("application/yaml"));
        assertThat(catalog.path("kind").asText()).isEqualTo("Location");
        return targets(catalog);
    }

    private List<String> targets(JsonNode catalog) {
        var targets = catalog.at("/spec/targets");
        return StreamSupport.stream(targets.spliterator(), false)
                .map(JsonNode::asText)
                .filter(target -> target.contains("/" + path + "/"))
                .toList();
    }

    private static String version(String target) {
        return target.replaceFirst(".*/versions/", "").replaceFirst("/template.yaml$", "");
    }

    private String template(String version) {
        return "/api/v1/templates/%s/versions/%s/template.yaml".formatted(path, version);
    }

    private void publishModule(String parameters) {
        publish("modules/" + module, "Module", "1.0.0", "phase: scaffold\n  parameters: " + parameters);
    }

    private void publish(String version) {
        publish(
                "templates/" + path,
                "GoldenPath",
                version,
                "type: service\n  lifecycle: production\n  policies: {sca: required}\n  modules: [{module: %s, range: '*'}]"
                        .formatted(module));
    }

    private void publish(String address, String kind, String version, String spec) {
        contract()
                .contentType("application/yaml")
                .body("""
                        apiVersion: milepost.dev/v1
                        kind: %s
                        metadata: {name: %s, owner: group:default/platform, version: %s}
                        spec:
                          changelog: {added: [all]}
                          %s
                        """.formatted(kind, address.replaceFirst(".*/", ""), version, spec)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/" + address + "/versions")
                .then()
                .statusCode(201);
    }

    private void promote(String version) {
        contract()
                .contentType("application/json")
                .body(Map.of("version", version, "reason", "it is good"))
                .put("/api/v1/templates/%s/channels/stable".formatted(path))
                .then()
                .statusCode(200);
    }

    private void withdraw(String version) {
        contract()
                .contentType("application/json")
                .body(Map.of("reason", "broken", "successor", "2.0.0"))
                .put("/api/v1/templates/%s/versions/%s/yank".formatted(path, version))
                .then()
                .statusCode(200);
    }

    private static void post(String address, Map<String, String> body) {
        var status = contract()
                .contentType("application/json")
                .body(body)
                .post("/api/v1" + address)
                .then()
                .extract()
                .statusCode();
        assertThat(status).isBetween(200, 299);
    }

    private static ValidatableResponse get(String address) {
        return contract().get(address).then();
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }

    private static JsonNode yaml(ValidatableResponse response) {
        Object read = new Yaml().load(response.extract().asString());
        return new ObjectMapper().valueToTree(read);
    }
}
