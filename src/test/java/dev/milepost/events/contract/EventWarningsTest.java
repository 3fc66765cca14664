package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventWarningsTest {

    private static final Instant NOW = Instant.parse("2026-06-10T13:00:00Z");

    private final EventReader reader = EventReaders.reader();
    private final EventWarnings warnings = warnings();

    private static EventWarnings warnings() {
        var types = new EventTypes();
        return new EventWarnings(
                types,
                new EventTypeNames(types, () -> List.of("com.company", "dev.milepost")),
                Set.of("production", "staging")::contains,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void findsNothingInAnEventAsDocumented() {
        assertThat(find("com.company.deploy.completed", "2026-06-10T12:00:00Z", deployment("")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "com.company.deploy.complete, Did you mean deploy.completed?",
        "dev.milepost.chnage.created, Did you mean change.created?",
        "com.company.Deploy.Completed, Did you mean deploy.completed?",
        "com.company.deploy.finished, 'Similar ones are deploy.started, deploy.completed.'"
    })
    void warnsAboutTypesLikeGoldenOnes(String type, String advice) {
        assertThat(find(type, "2026-06-10T12:00:00Z", deployment("")))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.pointer()).isEqualTo("/type");
                    assertThat(warning.detail())
                            .contains("not counted in any metric")
                            .endsWith(advice);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.company.lunch.served", "dev.cdevents.testcaserun.started.0.2.0"})
    void isSilentAboutOtherTypes(String type) {
        assertThat(find(type, "2026-06-10T12:00:00Z", "{\"a\": 1}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-10T13:04:59Z, 0",
        "2026-06-10T13:05:01Z, 1",
        "2026-06-10T15:04:00+02:00, 0",
        "2036-01-01T00:00:00Z, 1"
    })
    void warnsAboutTimesInTheFuture(String time, int found) {
        assertThat(find("com.company.deploy.completed", time, deployment("")))
                .hasSize(found)
                .allSatisfy(warning -> assertThat(warning.pointer()).isEqualTo("/time"));
    }

    @Test
    void warnsAboutEnvironmentsWithoutTier() {
        var unknown = deployment("").replace("production", "web (Production)");

        assertThat(find("com.company.deploy.completed", "2026-06-10T12:00:00Z", unknown))
                .extracting(Fault::pointer)
                .containsExactly("/data/environment");
        assertThat(find(
                        "com.company.deploy.completed",
                        "2026-06-10T12:00:00Z",
                        unknown.replace("}", ", \"environment_tier\": \"production\"}")))
                .isEmpty();
        assertThat(find(
                        "com.company.incident.opened",
                        "2026-06-10T12:00:00Z",
                        "{\"incident_id\": \"i\", \"service_id\": \"s\"}"))
                .isEmpty();
    }

    @Test
    void warnsAboutFieldsLikeKnownOnes() {
        assertThat(find(
                        "com.company.deploy.completed",
                        "2026-06-10T12:00:00Z",
                        deployment(", \"comit_sha\": \"a1\", \"Kind\": \"hotfix\", \"note\": \"x\", \"a/b\": 1")))
                .containsExactly(
                        new Fault("/data/comit_sha", "is not a field of deploy.completed. Did you mean commit_sha?"),
                        new Fault("/data/Kind", "is not a field of deploy.completed. Did you mean kind?"));
        assertThat(find(
                        "com.company.deploy.completed",
                        "2026-06-10T12:00:00Z",
                        deployment(", \"commit_sha\": \"a1\", \"commit_sha2\": \"a2\"")))
                .as("the field that it may mean is there")
                .isEmpty();
    }

    @Test
    void comparesAFewFieldsOnly() {
        var many = IntStream.range(0, 10_000)
                .mapToObj("\"comit_sha%d\": 1"::formatted)
                .collect(Collectors.joining(", ", ", ", ""));

        assertThat(find("com.company.deploy.completed", "2026-06-10T12:00:00Z", deployment(many)))
                .hasSizeLessThanOrEqualTo(20);
    }

    private List<Fault> find(String type, String time, String data) {
        var envelope = Envelope.of(
                Map.of("specversion", "1.0", "id", "1", "source", "ci", "type", type, "time", time),
                data.getBytes(StandardCharsets.UTF_8));
        return warnings.find(envelope, reader.read(envelope, NOW));
    }

    private static String deployment(String more) {
        return """
                {"deployment_id": "d-1", "service_id": "s", "environment": "production", "status": "success"%s}""".formatted(more);
    }
}
