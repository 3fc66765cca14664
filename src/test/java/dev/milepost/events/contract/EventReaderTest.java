package dev.milepost.events.contract;

import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2026-06-10T13:00:00Z");
    private static final String DEPLOYMENT = """
            {"deployment_id": "d-1", "service_id": "payments-api", "environment": "production", "status": "success"}""";

    private final EventReader reader = EventReaders.reader();

    @Test
    void readsGoldenEvent() {
        var event = read(attributes(), DEPLOYMENT);

        assertThat(event.type()).isEqualTo("deploy.completed");
        assertThat(event.golden()).isTrue();
        assertThat(event.service()).isEqualTo("payments-api");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-06-10T10:50:00.123456Z"));
        assertThat(event.receivedAt()).isEqualTo(NOW);
        assertThat(event.text("status")).contains("success");
        assertThat(event.extensions()).isEmpty();
    }

    @Test
    void preservesExtensions() {
        var attributes = attributes("correlationid", "c-1", "myown", "x");

        assertThat(read(attributes, DEPLOYMENT).extensions()).isEqualTo(Map.of("correlationid", "c-1", "myown", "x"));
    }

    @Test
    void usesSubjectAsMissingService() {
        var data = "{\"commit_sha\": \"a1\", \"service_id\": null}";

        var event = read(attributes("type", "com.company.change.created", "subject", "payments-api"), data);

        assertThat(event.service()).isEqualTo("payments-api");
        assertThat(faults(attributes("type", "com.company.change.created"), data))
                .containsExactly(new Fault("/data/service_id", "is required"));
    }

    /** Backstage's name of a component is that of its service, wherever an event says it. */
    @ParameterizedTest
    @CsvSource({
        "component:default/orders, orders",
        "component:orders, orders",
        "default/orders, orders",
        "Orders, orders",
        "component:finance/Orders, finance/orders",
        "api:default/orders, api:default/orders"
    })
    void readsEntityRefsAsServices(String named, String service) {
        var data = "{\"commit_sha\": \"a1\", \"service_id\": \"%s\"}".formatted(named);
        var withoutService = "{\"commit_sha\": \"a1\"}";
        var cdEvent = """
                {"context": {"version": "0.4.1", "id": "c", "source": "/ci", "type": "dev.cdevents.service.deployed.0.1.1",
                "timestamp": "2026-06-10T10:50:00Z"}, "subject": {"id": "%s", "type": "service", "content":
                {"environment": {"id": "production"}, "artifactId": "pkg:oci/x@1"}}}""".formatted(named);

        assertThat(read(attributes("type", "com.company.change.created"), data).service())
                .isEqualTo(service);
        assertThat(read(attributes("type", "com.company.change.created", "subject", named), withoutService)
                        .service())
                .isEqualTo(service);
        assertThat(read(attributes("type", "dev.milepost.lunch.served", "subject", named), "{}")
                        .service())
                .isEqualTo(service);
        assertThat(read(attributes("type", "dev.cdevents.service.deployed.0.1.1"), cdEvent)
                        .service())
                .isEqualTo(service);
    }

    @Test
    void keepsUnknownTypesOfAcceptedPrefixes() {
        var event = read(attributes("type", "dev.milepost.lunch.served"), "[1]");

        assertThat(event.golden()).isFalse();
        assertThat(event.type()).isEqualTo("dev.milepost.lunch.served");
        assertThat(event.service()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.other.deploy.completed", "com.company", "com.company.", "com.companydeploy.completed"})
    void refusesUnknownPrefixAndListsAccepted(String type) {
        assertThat(faults(attributes("type", type), DEPLOYMENT)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/type");
            assertThat(fault.detail()).contains("com.company.", "dev.milepost.", "dev.cdevents.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "id, '', /id",
        "source, '', /source",
        "type, '', /type",
        "time, '', /time",
        "time, 2026-06-10T12:50:00, /time",
        "specversion, 2.0, /specversion",
        "specversion, '', /specversion",
        "dataschema, https://example.org/schema, /dataschema",
        "dataschema, /api/v1/event-types/change.created/schema, /dataschema",
        "datacontenttype, application/cloudevents+json, /datacontenttype"
    })
    void locatesInvalidAttribute(String name, String value, String pointer) {
        assertThat(faults(attributes(name, value), DEPLOYMENT))
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void reportsAllErrorsAtOnce() {
        var data =
                "{\"deployment_id\": \"\", \"environment\": 7, \"status\": \"sucess\", \"commits\": [\"a\", \"\\u0000\"]}";

        assertThat(faults(attributes("id", "\0"), data))
                .contains(
                        new Fault("/id", "must not contain the character U+0000"),
                        new Fault("/data/service_id", "is required"),
                        new Fault("/data/environment", "must be string"),
                        new Fault("/data/status", "must be one of success, failure, cancelled"),
                        new Fault("/data/commits/1", "must not contain the character U+0000"))
                .extracting(Fault::pointer)
                .contains("/data/deployment_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/event-types/deploy.completed/schema",
                "https://milepost.example/proxy/api/v1/event-types/deploy.completed/schema"
            })
    void acceptsSchemaUrlOfAnyHost(String address) {
        assertThat(read(attributes("dataschema", address), DEPLOYMENT).golden()).isTrue();
    }

    @Test
    void requiresJsonForGoldenTypes() {
        assertThat(faults(attributes("datacontenttype", "text/plain"), "hello"))
                .extracting(Fault::pointer)
                .containsExactly("/data");
        assertThat(faults(attributes(), "")).extracting(Fault::pointer).containsExactly("/data");
        assertThat(faults(attributes(), "[]")).containsExactly(new Fault("/data", "must be object"));
    }

    @ParameterizedTest
    @CsvSource({
        "change.created, '{\"commit_sha\": \"abc\", \"service_id\": \"  \"}', /data/service_id",
        "change.created, '{\"commit_sha\": \"\\t\", \"service_id\": \"s\"}', /data/commit_sha",
        "deploy.completed, '{\"deployment_id\": \"d\", \"service_id\": \"s\", \"environment\": \" \", \"status\": \"success\"}', /data/environment",
        "incident.opened, '{\"incident_id\": \"   \", \"service_id\": \"s\"}', /data/incident_id",
    })
    void refusesBlankRequiredTexts(String type, String data, String pointer) {
        assertThat(faults(attributes("type", "com.company." + type), data))
                .extracting(Fault::pointer)
                .contains(pointer);
    }

    @Test
    void refusesBlankSubjectsAsServices() {
        assertThat(faults(attributes("type", "com.company.lunch.served", "subject", "  "), "{}"))
                .extracting(Fault::pointer)
                .containsExactly("/subject");
    }

    @ParameterizedTest
    @CsvSource({
        "template.published, '{\"templateId\": \"a\", \"version\": \"1.0.0\"}'",
        "policy.evaluated, '{\"x\": 1}'",
        "deploy.completed, '{\"deploymentId\": \"d\", \"serviceId\": \"s\"}'"
    })
    void refusesDataOfUnknownFieldsOnly(String type, String data) {
        assertThat(faults(attributes("type", "com.company." + type), data))
                .filteredOn(fault -> fault.pointer().equals("/data"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains(type));
    }

    @Test
    void keepsUnknownFieldsBesideKnownOnes() {
        var event = read(
                attributes("type", "com.company.template.published"), "{\"template_id\": \"a\", \"colour\": \"blue\"}");

        assertThat(event.text("colour")).contains("blue");
    }

    @Test
    void refusesInvalidTimesInData() {
        var data = "{\"commit_sha\": \"a1\", \"service_id\": \"s\", \"committed_at\": \"yesterday\"}";

        assertThat(faults(attributes("type", "com.company.change.created"), data))
                .extracting(Fault::pointer)
                .containsExactly("/data/committed_at");
    }

    @Test
    void upgradesSpecVersion03() {
        var attributes = attributes(
                "specversion", "0.3",
                "schemaurl", "/api/v1/event-types/deploy.completed/schema",
                "datacontentencoding", "Base64");
        var data = Base64.getEncoder().encodeToString(DEPLOYMENT.getBytes(StandardCharsets.UTF_8));

        var envelope = Envelope.of(attributes, data.getBytes(StandardCharsets.UTF_8));

        assertThat(envelope.attributes())
                .containsEntry("specversion", "1.0")
                .containsKey("dataschema")
                .doesNotContainKeys("schemaurl", "datacontentencoding");
        assertThat(reader.read(envelope, NOW).text("deployment_id")).contains("d-1");
    }

    @Test
    void readsEventsOfTheSdkInBothVersions() {
        var time = OffsetDateTime.parse("2026-06-10T12:50:00Z");
        var first = CloudEventBuilder.v1()
                .withId("e")
                .withSource(URI.create("ci"))
                .withType("com.company.deploy.completed");
        var old = CloudEventBuilder.v03()
                .withId("e")
                .withSource(URI.create("ci"))
                .withType("com.company.deploy.completed");
        var data = DEPLOYMENT.getBytes(StandardCharsets.UTF_8);

        var ofFirst = reader.read(
                first.withTime(time).withData("application/json", data).build(), NOW);
        var ofOld = reader.read(
                old.withTime(time).withData("application/json", data).build(), NOW);

        assertThat(ofFirst.time()).isEqualTo(Instant.parse("2026-06-10T12:50:00Z"));
        assertThat(ofOld).isEqualTo(ofFirst);
    }

    @Test
    void validatesEnvelopeOfCheckedEvents() {
        var envelope = Envelope.of(attributes(), "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(reader.readChecked(envelope, NOW).golden()).isTrue();
        assertProblem(
                ProblemType.UNREADABLE_EVENT,
                () -> reader.readChecked(Envelope.of(attributes("time", ""), new byte[0]), NOW));
    }

    @Test
    void keysSourceAndIdUnambiguously() {
        assertThat(EventIdentity.of("ab", "c")).isNotEqualTo(EventIdentity.of("a", "bc"));
        // The first 128 bits of SHA-256 over 00000002 6369 00000002 6532.
        assertThat(EventIdentity.of("ci", "e2")).isEqualTo(UUID.fromString("a8560923-4ab5-6b8f-28b4-f3af154815fb"));
    }

    private GoldenEvent read(Map<String, String> attributes, String data) {
        return reader.read(Envelope.of(attributes, data.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private List<Fault> faults(Map<String, String> attributes, String data) {
        var problem = problemOf(() -> read(attributes, data));
        assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_EVENT);
        return problem.faults();
    }

    private static Map<String, String> attributes(String... changed) {
        var attributes = new HashMap<>(Map.of(
                "specversion", "1.0",
                "id", "e2",
                "source", "ci",
                "type", "com.company.deploy.completed",
                "time", "2026-06-10T12:50:00.1234569+02:00"));
        for (var i = 0; i < changed.length; i += 2) {
            attributes.put(changed[i], changed[i + 1]);
        }
        return attributes;
    }
}
