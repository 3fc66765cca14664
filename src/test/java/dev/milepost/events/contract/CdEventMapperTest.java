package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents in {@code cdevents} follow the conformance examples of the CDEvents specification. */
class CdEventMapperTest {

    private static final Instant NOW = Instant.parse("2026-06-10T13:00:00Z");
    private static final String ID = "271069a8-fc18-44f1-b38f-9d70a1695819";
    private static final String CHAIN = "4c8cb7dd-3448-41de-8768-eec704e2829b";
    private static final String IMAGE =
            "pkg:oci/myapp@sha256%3A0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427";
    private static final String MODULE = "pkg:golang/mygit.com/myorg/myapp@234fd47e07d1004f0aed9c";
    private static final String COMMIT = "527d4a1aca5e8d0df24813df5ad65d049fc8d312";

    private final EventReader reader = EventReaders.reader();

    static Stream<Arguments> mapped() {
        return Stream.of("0.4", "0.5")
                .flatMap(form -> expected(form).map(row -> Arguments.of(row.get(0), form, row.get(1), row.get(2))));
    }

    private static Stream<List<Object>> expected(String form) {
        var deployment = Map.of(
                "service_id",
                "mySubject123",
                "environment",
                "test123",
                "deployment_id",
                ID,
                "status",
                "success",
                "artifact",
                IMAGE);
        var incident = Map.of(
                "incident_id", "incident-123",
                "incident_source", "/monitoring/prod1",
                "service_id", "myApp",
                "environment", "prod1");
        var run = form.equals("0.4") ? ID : CHAIN;
        return Stream.of(
                List.of(
                        "change.merged",
                        "change.merged",
                        Map.of(
                                "pr_id",
                                "mySubject123",
                                "repository",
                                "example.org/TestRepo/TestOrg",
                                "service_id",
                                "TestOrg")),
                List.of(
                        "build.finished",
                        "build.completed",
                        Map.of(
                                "pipeline_run_id",
                                "mySubject123",
                                "service_id",
                                "myapp",
                                "artifact",
                                IMAGE,
                                "status",
                                "success")),
                List.of(
                        "pipelinerun.started",
                        "build.started",
                        Map.of("pipeline_run_id", "mySubject123", "service_id", "myPipeline")),
                List.of(
                        "pipelinerun.finished",
                        "build.completed",
                        Map.of(
                                "pipeline_run_id",
                                "mySubject123",
                                "service_id",
                                "myPipeline",
                                "status",
                                form.equals("0.4") ? "failure" : "cancelled")),
                List.of(
                        "artifact.packaged",
                        "build.completed",
                        Map.of(
                                "pipeline_run_id",
                                run,
                                "service_id",
                                "myapp",
                                "artifact",
                                MODULE,
                                "commit_sha",
                                COMMIT,
                                "status",
                                "success")),
                List.of(
                        "artifact.published",
                        "build.completed",
                        Map.of("pipeline_run_id", run, "service_id", "myapp", "artifact", MODULE, "status", "success")),
                List.of("service.deployed", "deploy.completed", deployment),
                List.of("service.upgraded", "deploy.completed", deployment),
                List.of("service.rolledback", "deploy.completed", with(deployment, "kind", "rollback")),
                List.of("incident.detected", "incident.opened", incident),
                List.of("incident.reported", "incident.opened", incident),
                List.of("incident.resolved", "incident.resolved", incident));
    }

    @ParameterizedTest
    @MethodSource("mapped")
    void mapsToGoldenType(String kind, String form, String type, Map<String, String> data) throws IOException {
        var document = document(kind, form);

        var event = read(document);

        assertThat(event.golden()).isTrue();
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.data().properties())
                .extracting(field -> Map.entry(field.getKey(), field.getValue().asText()))
                .containsExactlyInAnyOrderElementsOf(data.entrySet());
        assertThat(event.service()).isEqualTo(ServiceName.ofNullable(data.get("service_id")));
    }

    /** A pull request that is no commit, a build that names nothing, a removal: nothing golden is said. */
    @ParameterizedTest
    @ValueSource(strings = {"change.created", "build.started", "service.removed"})
    void keepsUnmappableEvents(String kind) throws IOException {
        var document = document(kind, "0.4");

        var event = read(document);

        assertThat(event.golden()).isFalse();
        assertThat(event.type()).isEqualTo("dev.cdevents." + kind + ".0.2.0");
        assertThat(event.data()).isEqualTo(document);
    }

    @Test
    void takesIdentityAndTimeFromTheContext() throws IOException {
        var event = read(document("service.deployed", "0.5"));

        assertThat(event.source()).isEqualTo("/event/source/123");
        assertThat(event.id()).isEqualTo(ID);
        assertThat(event.identity()).isEqualTo(EventIdentity.of("/event/source/123", ID));
        assertThat(event.time()).isEqualTo(Instant.parse("2023-03-20T14:27:05.315384Z"));
    }

    @Test
    void readsCustomData() throws IOException {
        var document = document("change.created", "0.5");
        document.putObject("customData")
                .put("commit_sha", "a1b2c3d4")
                .put("service_id", "payments-api")
                .put("value", "200ms");

        var event = read(document);

        assertThat(event.type()).isEqualTo("change.created");
        assertThat(event.text("commit_sha")).contains("a1b2c3d4");
        assertThat(event.service()).isEqualTo("payments-api");
        assertThat(event.data().has("value")).isFalse();
    }

    @Test
    void keepsOuterIdentityWithoutContext() throws IOException {
        var event = read("dev.cdevents.service.deployed.0.2.0", EventJson.JSON.readTree("{\"subject\": {}}"));

        assertThat(event.golden()).isFalse();
        assertThat(event.id()).isEqualTo("outer");
    }

    @Test
    void readsCommitFromPackageUrl() {
        assertThat(commit("pkg:github/acme/payments@" + COMMIT)).isEqualTo(COMMIT);
        assertThat(commit("pkg:oci/payments@sha256%3Aab?vcs_url=git%2Bhttps://x.example/p@" + COMMIT))
                .isEqualTo(COMMIT);
        assertThat(commit("pkg:npm/%40acme/payments@1.2.3")).isEqualTo("none");
    }

    private static String commit(String purl) {
        return PackageUrl.parse(purl).orElseThrow().commit().orElse("none");
    }

    private GoldenEvent read(JsonNode document) {
        return read(document.path("context").path("type").asText(), document);
    }

    private GoldenEvent read(String type, JsonNode document) {
        var attributes = Map.of(
                "specversion", "1.0",
                "id", "outer",
                "source", "retrying",
                "type", type,
                "time", "2026-06-10T12:50:00Z",
                "datacontenttype", "application/cdevents+json",
                "dataschema", "https://cdevents.dev/0.4.1/schema/service-deployed-event");
        return reader.read(Envelope.of(attributes, document.toString().getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private static ObjectNode document(String kind, String form) throws IOException {
        var path = "/cdevents/" + kind.replace('.', '_') + "-" + form + ".json";
        try (var file = CdEventMapperTest.class.getResourceAsStream(path)) {
            return (ObjectNode) EventJson.JSON.readTree(file);
        }
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        var all = new java.util.HashMap<>(map);
        all.put(key, value);
        return all;
    }
}
