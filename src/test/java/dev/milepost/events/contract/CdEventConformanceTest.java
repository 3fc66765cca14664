package dev.milepost.events.contract;

import static dev.milepost.events.contract.CdEventSamples.IMAGE;
import static dev.milepost.events.contract.CdEventSamples.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.CdEventSamples.Form;
import dev.milepost.events.contract.CdEventSamples.Kind;
import dev.milepost.platform.http.ProblemException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of every version of the CDEvents specification. */
class CdEventConformanceTest {

    private static final Instant NOW = Instant.parse("2026-06-21T10:00:00Z");
    private static final Form LATEST = CdEventSamples.forms().get(5);

    private final EventReader reader = EventReaders.reader();
    private final UncountedReason reasons = new UncountedReason(new CdEventMapper(new EventTypes()));

    static Stream<Arguments> samples() {
        return CdEventSamples.kinds()
                .flatMap(kind -> CdEventSamples.forms().stream().map(form -> Arguments.of(kind, form)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsEveryTypeOfEveryVersion(Kind kind, Form form) {
        var document = CdEventSamples.document(kind, form);

        var event = reader.read(CdEventSamples.envelope(document), NOW);

        assertThat(event.time()).isEqualTo("2026-06-03T10:00:00.5Z");
        assertThat(event.identity()).isEqualTo(EventIdentity.of("/ci", "id-1"));
        assertThat(event.golden()).isEqualTo(kind.isGolden());
        if (kind.isGolden()) {
            assertThat(event.type()).isEqualTo(kind.becomes());
            assertThat(event.service()).isEqualTo("shop");
            assertThat(reasons.of(event)).isEmpty();
        } else {
            assertThat(event.data()).isEqualTo(document);
            assertThat(reasons.of(event)).contains(kind.becomes());
            assertThat(UncountedReason.origin(event)).isEqualTo("cdevents");
        }
    }

    /** A change, the artifact that was packaged of it, and the service that runs this artifact. */
    @Test
    void joinsChangeToDeploymentByArtifact() {
        var change = read("change.created");
        var packaged = read("artifact.packaged");
        var deployed = read("service.deployed");

        assertThat(change.text("commit_sha")).contains(SHA);
        assertThat(packaged.text("commit_sha")).contains(SHA);
        assertThat(packaged.text("artifact")).contains(IMAGE);
        assertThat(deployed.text("artifact")).contains(IMAGE);
        assertThat(deployed.text("commit_sha")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:oci/shop@sha256:5e5e, pkg:oci/shop@sha256%3A5e5e",
        "pkg:oci/shop@sha256%3a5e5e, pkg:oci/shop@sha256%3A5e5e",
        "pkg:oci/shop@sha256%3A5e5e?repository_url=cr.acme.example/shop&tag=1, pkg:oci/shop@sha256%3A5e5e",
        "pkg:npm/shop@1.2.3?repository_url=x, pkg:npm/shop@1.2.3?repository_url=x",
        "sha256:5e5e, sha256:5e5e",
        "pkg:oci/shop, pkg:oci/shop"
    })
    void writesTheDigestOfAnImageInOneWay(String sent, String artifact) {
        var document = CdEventSamples.document(kind("service.deployed"), LATEST);
        ((ObjectNode) document.at("/subject/content")).put("artifactId", sent);

        assertThat(reader.read(CdEventSamples.envelope(document), NOW).text("artifact"))
                .contains(artifact);
    }

    /** An incident is one of its subject's source, whoever reports it. */
    @Test
    void namesTheSourceOfAnIncident() {
        var document = CdEventSamples.document(kind("incident.detected"), LATEST);
        var without = document.deepCopy();
        ((ObjectNode) without.get("subject")).remove("source");

        assertThat(reader.read(CdEventSamples.envelope(document), NOW).text("incident_source"))
                .contains("/subjects");
        assertThat(reader.read(CdEventSamples.envelope(without), NOW).text("incident_source"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "service/shop, shop",
        "daemonset/shop, shop",
        "deployment/shop, shop",
        "acme/shop, acme/shop",
        "service/, service/",
        "/shop, /shop",
        "shop, shop"
    })
    void namesServiceWithoutItsWorkload(String id, String service) {
        assertThat(CdEvent.serviceName(id)).isEqualTo(service);
    }

    @Test
    void keepsCustomEvents() {
        var document = CdEventSamples.document(kind("service.deployed"), LATEST);
        ((ObjectNode) document.get("context")).put("type", "dev.cdeventsx.acme-gate.passed.0.1.0");
        document.putObject("customData").put("service_id", "service/shop");

        var event = reader.read(CdEventSamples.envelope(document), NOW);

        assertThat(event.golden()).isFalse();
        assertThat(event.id()).isEqualTo("id-1");
        assertThat(event.type()).isEqualTo("dev.cdeventsx.acme-gate.passed.0.1.0");
        assertThat(event.service()).isEqualTo("shop");
        assertThat(reasons.of(event)).contains("custom_event");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-02 10:00:00.315384+00:00, 2026-06-02T10:00:00.315384Z",
        "2026-06-02t10:00:00z, 2026-06-02T10:00:00Z",
        "'2026-06-02T10:00:00,5Z', 2026-06-02T10:00:00.500Z",
        "2026-06-02T10:00Z, 2026-06-02T10:00:00Z",
        "2026-06-02T10:00:00+0200, 2026-06-02T08:00:00Z",
        "2026-06-02 10:00:00 +0200, 2026-06-02T08:00:00Z",
        "2026-06-02T10:00:00-05, 2026-06-02T15:00:00Z",
        "20260602T100000Z, 2026-06-02T10:00:00Z",
        "20260602T100000.25+0530, 2026-06-02T04:30:00.250Z"
    })
    void readsOtherFormsOfTime(String timestamp, Instant time) {
        assertThat(reader.read(CdEventSamples.envelope(at(timestamp)), NOW).time())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-02T10:00:00",
                "2026-06-02 10:00:00.315384",
                "2026-06-02",
                "06/02/2026 10:00:00 Z",
                "2026-13-02T10:00:00Z",
                "2026-06-02T25:00:00Z",
                "2026-06-02T10:00:00 CET",
                "1780394400",
                "yesterday"
            })
    void refusesTimesThatMeanNoMoment(String timestamp) {
        assertThatThrownBy(() -> reader.read(CdEventSamples.envelope(at(timestamp)), NOW))
                .isInstanceOfSatisfying(ProblemException.class, fault -> {
                    assertThat(fault.status()).isEqualTo(422);
                    assertThat(fault.faults().get(0).pointer()).isEqualTo("/data/context/timestamp");
                });
    }

    @Test
    void refusesNumbersAsTimes() {
        var document = at("");
        ((ObjectNode) document.get("context")).put("timestamp", 1_780_394_400L);

        assertThatThrownBy(() -> reader.read(CdEventSamples.envelope(document), NOW))
                .isInstanceOf(ProblemException.class);
    }

    private static ObjectNode at(String timestamp) {
        var document = CdEventSamples.document(kind("service.deployed"), LATEST);
        ((ObjectNode) document.get("context")).put("timestamp", timestamp);
        return document;
    }

    private GoldenEvent read(String kind) {
        return reader.read(CdEventSamples.envelope(CdEventSamples.document(kind(kind), LATEST)), NOW);
    }

    /** The first kind of the name. */
    private static Kind kind(String name) {
        return CdEventSamples.kinds()
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
