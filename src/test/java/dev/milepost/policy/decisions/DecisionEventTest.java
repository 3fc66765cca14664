package dev.milepost.policy.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.documents.Document;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.policy.engines.Status;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.Outcome.Kind;
import dev.milepost.slo.objectives.SliEvent;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How decisions count for the objective of evaluations. */
class DecisionEventTest {

    private static SliEvent event(String source, Status status, long millis) {
        var result = Samples.result("p", status, Outcome.DENY);
        var event = DecisionEvent.of(Samples.decision("payments", Samples.AT, result), millis * 1_000_000);
        var data = ((JsonCloudEventData) Objects.requireNonNull(event.getData())).getNode();
        return new SliEvent(source, event.getId(), "policy.evaluated", Samples.AT, data, null);
    }

    private static SloDefinition objective() throws IOException {
        var documents = JsonNodeFactory.instance.arrayNode();
        DocumentReader.readAll(
                        Files.readAllBytes(Path.of("src/main/resources/slos/policy-evaluation.yaml")),
                        DocumentFormat.YAML,
                        LineNumbers::disabled,
                        9)
                .stream()
                .map(Document::value)
                .forEach(documents::add);
        return SloDefinition.parse(documents.toString(), 0);
    }

    @ParameterizedTest
    @CsvSource({"PASS, 500, GOOD", "FAIL, 20, GOOD", "MISSING_EVIDENCE, 20, GOOD", "PASS, 501, BAD", "ERROR, 20, BAD"})
    void isGoodWithoutErrorInTime(Status status, long millis, Kind kind) throws IOException {
        var event = event("milepost/policies", status, millis);
        var indicator = objective().slo().indicator();

        assertThat(indicator.groupingKey(event)).isPresent();
        assertThat(indicator.outcome(List.of(event)).kind()).isEqualTo(kind);
    }

    /** Events of others are no evaluations of this service. */
    @Test
    void countsOwnEventsOnly() throws IOException {
        assertThat(objective().slo().indicator().groupingKey(event("other", Status.PASS, 1)))
                .isEmpty();
    }
}
