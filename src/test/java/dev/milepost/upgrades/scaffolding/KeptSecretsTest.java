package dev.milepost.upgrades.scaffolding;

import static dev.milepost.testing.SloClient.sendAndCount;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.KeptTexts;
import dev.milepost.testing.RawTopicProducer;
import dev.milepost.testing.SloClient;
import dev.milepost.upgrades.plans.GoldenPaths;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a golden path was filled in with may have secrets; none of them is kept anywhere. */
@QuarkusTest
@Tag("service")
class KeptSecretsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    DataSource database;

    private final GoldenPaths paths = new GoldenPaths();
    private final String secret = "hunter-" + UUID.randomUUID();
    private KeptTexts kept;

    @BeforeEach
    void begin() {
        kept = KeptTexts.sinceNow(database);
    }

    @Test
    void storesNoSecretOfRun() throws Exception {
        publish();
        var run = paths.scaffolded(paths.name("orders"), "1.0.0", Instant.now(), parameters());

        sendAndCount(JSON.writeValueAsString(run));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> kept.tablesWith(paths.name("kept")).contains("public.scaffold_run"));
        assertThat(kept.tablesWith(secret)).isEmpty();
        assertThat(kept.topicsWith(secret)).isEmpty();
    }

    @Test
    void storesNoSecretOfUnknownTemplate() throws Exception {
        var run = paths.scaffolded(paths.name("orders"), "9.9.9", Instant.now(), namedParameters());

        sendAndCount(JSON.writeValueAsString(run));

        assertThat(kept.tablesWith(paths.name("kept"))).contains("public.event_" + week());
        assertThat(kept.tablesWith(secret)).isEmpty();
        assertThat(kept.topicsWith(secret)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"parameters\": {\"password\": \"SECRET\"}, \"parameters\": {}",
                "\"inner\": {\"parameters\": {\"password\": \"SECRET\"}}, \"inner\": 1",
                "\"p\\u0061rameters\": {\"p\\u0061ssword\": \"SECRET\"}",
                "\"parameters\": {\"password\": \"SECRET\", \"pass\\u0077ord\": null}",
                "\"customData\": {\"parameters\": {\"list\": [{\"key\": \"API_KEY\", \"value\": \"SECRET\"}]}}"
            })
    void storesNoSecretInAnyNotation(String member) {
        var members = member.replace("SECRET", secret);

        for (var type : List.of("scaffold.completed", "something.else")) {
            sendAndCount(SloClient.event(
                    type,
                    Instant.now(),
                    "\"task_id\": \"t\", \"template_id\": \"x\", \"status\": \"success\", " + members));
        }

        assertThat(kept.tablesWith(secret)).isEmpty();
        assertThat(kept.topicsWith(secret)).isEmpty();
    }

    @Test
    void storesNoSecretReceivedByKafka() throws Exception {
        publish();
        var run = JSON.valueToTree(paths.scaffolded(paths.name("orders"), "1.0.0", Instant.now(), parameters()));
        var broken = run.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) broken.path("data")).remove("task_id");
        var encoded = (com.fasterxml.jackson.databind.node.ObjectNode) run.deepCopy();
        encoded.put("id", UUID.randomUUID().toString());
        var data = encoded.remove("data").toString();
        encoded.put("data_base64", Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
        var brokenInBase64 = encoded.deepCopy().put("type", "not.accepted");
        try (var producer = new RawTopicProducer()) {
            for (var event : List.of(run, broken, encoded, brokenInBase64)) {
                producer.send(event.toString(), "content-type", "application/cloudevents+json");
            }
            producer.send(run.toString().substring(1), "content-type", "application/cloudevents+json");
            producer.send(
                    data,
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    UUID.randomUUID().toString(),
                    "ce_source",
                    "backstage",
                    "ce_type",
                    "com.company.scaffold.completed",
                    "ce_time",
                    "2026-06-10T12:00:00Z",
                    "milepost-service",
                    paths.name("orders"),
                    "milepost-checked",
                    "1");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/api/v1/pipeline").then().body("lag_events", equalTo(0)));

        assertThat(kept.tablesWith(paths.name("kept"))).isNotEmpty();
        assertThat(kept.tablesWith(secret)).isEmpty();
        assertThat(kept.topicsWith(secret)).containsOnly("milepost.events.raw");
    }

    private void publish() {
        paths.publish("1.0.0", """
                parameters:
                  title: Service
                  properties:
                    name: {type: string}
                    plain: {type: string}
                    greeting: {type: string, ui:field: Secret}
                    answer: {type: string, ui:widget: password}
                    inner: {type: object, properties: {saying: {type: string, format: password}}}
                skeleton: {targetPath: .}
                """, Map.of("README.md", "${{ values.name }}"));
    }

    private Map<String, Object> parameters() throws JsonProcessingException {
        var declared = Map.of(
                "greeting", secret, "answer", secret, "inner", Map.of("saying", secret), "name", paths.name("orders"));
        var all = new java.util.HashMap<String, Object>(namedParameters());
        all.putAll(declared);
        return all;
    }

    private Map<String, Object> namedParameters() {
        return Map.of(
                "plain",
                paths.name("kept"),
                "password",
                secret,
                "dbPassword",
                secret,
                "api_token",
                secret,
                "database",
                Map.of("user", "me", "credentials", List.of(secret)),
                "env",
                List.of(Map.of("name", "AWS_SECRET_ACCESS_KEY", "value", secret)),
                "url",
                "https://user:" + secret + "@example.com/",
                "secrets",
                Map.of("anything", secret));
    }

    private String week() {
        return java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                .with(java.time.temporal.TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY))
                .toString()
                .replace('-', '_');
    }
}
