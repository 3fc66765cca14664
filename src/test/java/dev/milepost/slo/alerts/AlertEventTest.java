package dev.milepost.slo.alerts;

import static dev.milepost.slo.alerts.AlertSimulation.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlertEventTest {

    private static final String ADDRESS = "https://milepost.example.com";

    private final AlertSimulation simulation = new AlertSimulation();

    @Test
    void containsStartEndAndReason() {
        simulation.count(minute(50), 4, 12);
        var raised = burn(simulation.watch(minute(51)));
        simulation.count(minute(51), 290, 0);

        var over = burn(simulation.watch(minute(57)));

        assertThat(raised.getTime().toInstant()).isEqualTo(minute(51));
        assertThat(over.getTime().toInstant()).isEqualTo(minute(57));
        assertThat(data(over).path("raised_at").asText()).isEqualTo(minute(51).toString());
        assertThat(data(over).path("ended_at").asText()).isEqualTo(minute(57).toString());
        assertThat(data(over).path("explanation").asText())
                .startsWith("Raised at 2026-06-01T00:51:00Z. Ended because the burn rate is no longer above the factor."
                        + " The error budget of success burns");
        assertThat(data(raised).path("sli").asText()).isEqualTo("0.25");
        assertThat(data(raised).at("/links/bad_events").asText())
                .isEqualTo(ADDRESS + "/api/v1/slos/success/bad-events");
    }

    @Test
    void omitsUnusedNumbers() {
        simulation.count(minute(50), 4, 12);
        simulation.watch(minute(51));

        var over = burn(simulation.forget(minute(52)));

        assertThat(data(over).path("explanation").asText())
                .isEqualTo(
                        "Raised at 2026-06-01T00:51:00Z. Ended because the objective, rule or threshold no longer exists.");
    }

    /** Clocks of replicas differ. */
    @Test
    void endsNoEarlierThanStart() {
        simulation.count(minute(50), 4, 12);
        simulation.watch(minute(51));

        var over = burn(simulation.forget(minute(49)));

        assertThat(over.getTime().toInstant()).isEqualTo(minute(51));
    }

    @Test
    void hasUniqueIdPerSignalAndTime() {
        var rule = new AlertKey("success", "Usable", AlertKey.Kind.BURN_RATE, "10");
        var threshold = new AlertKey("success", "Usable", AlertKey.Kind.ERROR_BUDGET, "10");

        assertThat(List.of(
                        alert(rule, 1).id(),
                        alert(rule, 2).id(),
                        alert(threshold, 1).id()))
                .doesNotHaveDuplicates();
        assertThat(alert(rule, 1).id()).isEqualTo(alert(rule, 1).id());
        simulation.count(minute(50), 4, 12);
        var first = burn(simulation.watch(minute(51)));
        simulation.forget(minute(51));
        assertThat(burn(simulation.watch(minute(51))).getId()).isNotEqualTo(first.getId());
    }

    @Test
    void usesUnitsOfObjective() {
        simulation.define(AlertSimulation.slo("")
                .replace("Occurrences", "Timeslices")
                .replace("target: 0.95", "target: 0.95, timeSliceTarget: 0.9, timeSliceWindow: 5m")
                .replace("lookbackWindow: 1h", "lookbackWindow: 3d")
                .replace(
                        "annotations: {",
                        "annotations: {milepost.dev/runbook-url: 'https://runbooks.example.com/x', "));
        simulation.count(minute(50), 0, 10);

        var facts = simulation.observe(minute(56)).get(0).details();

        assertThat(facts.path("unit").asText()).isEqualTo("time_slices");
        assertThat(facts.path("runbook_url").asText()).isEqualTo("https://runbooks.example.com/x");
        assertThat(facts.path("explanation").asText()).contains(" over 3 d ");
    }

    private static Alert alert(AlertKey key, long number) {
        return new Alert(key, number, START, null, "1", true, "{}");
    }

    private static CloudEvent burn(List<Transition> transitions) {
        return transitions.stream()
                .filter(change -> change.alert().key().kind() == AlertKey.Kind.BURN_RATE)
                .flatMap(change -> AlertEvent.of(change, ADDRESS).stream())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode data(CloudEvent event) {
        try {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(event.getData()).toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }
}
