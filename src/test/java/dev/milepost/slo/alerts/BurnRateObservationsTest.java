package dev.milepost.slo.alerts;

import static dev.milepost.slo.alerts.AlertSimulation.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a rule that fires above ten times the rate, over an hour and five minutes. */
class BurnRateObservationsTest {

    private final AlertSimulation simulation = new AlertSimulation();

    @Test
    void endWhenEventsLeftWindow() {
        simulation.define(
                withCondition(
                        "metadata: {name: fast, annotations: {milepost.dev/min-events: '5', milepost.dev/keep-firing-for: 0m}}"));
        simulation.count(minute(50), 0, 7);
        simulation.count(minute(108), 0, 3);

        assertThat(changes(109)).containsExactly("raised");
        assertThat(changes(112)).containsExactly("too_few_events");
    }

    @Test
    void endWithTooFewEvents() {
        simulation.define(withCondition("metadata: {name: fast, annotations: {milepost.dev/min-events: '5'}}"));
        simulation.count(minute(50), 0, 7);
        simulation.count(minute(100), 0, 3);

        assertThat(changes(101)).containsExactly("raised");
        assertThat(changes(112)).containsExactly("rate_fell");
    }

    @Test
    void endWithoutEventsBelowFactorOfLongWindow() {
        simulation.count(minute(50), 0, 10);
        assertThat(changes(51)).containsExactly("raised");

        simulation.count(minute(48), 90, 0);

        assertThat(changes(62)).containsExactly("rate_fell");
    }

    @Test
    void keepStateDuringAlertAfterDelay() {
        simulation.define(AlertSimulation.slo("").replace("lookbackWindow: 1h", "lookbackWindow: 1h, alertAfter: 5m"));
        for (int at = 40; at <= 50; at++) {
            simulation.count(minute(at), 0, 1);
        }
        assertThat(changes(44)).isEmpty();
        assertThat(changes(51)).containsExactly("raised");

        simulation.count(minute(58), 0, 1);

        assertThat(changes(59)).isEmpty();
    }

    @Test
    void omitReturnOfDataWhenNotRequested() {
        simulation.define(AlertSimulation.slo("alertWhenNoData: true, alertWhenResolved: false,"));
        assertThat(simulation.watch(minute(0))).extracting(Transition::details).doesNotContainNull();

        simulation.count(minute(1), 1, 0);

        assertThat(simulation.watch(minute(2)))
                .hasSize(1)
                .extracting(Transition::details)
                .containsOnlyNulls();
    }

    private static String withCondition(String metadata) {
        return AlertSimulation.slo("").replace("metadata: {name: fast}", metadata);
    }

    /** Of the rule's alert. */
    private List<String> changes(int minute) {
        return simulation.watch(minute(minute)).stream()
                .filter(change -> change.alert().key().kind() == AlertKey.Kind.BURN_RATE)
                .filter(change -> change.details() != null)
                .map(change -> change.endReason() == null
                        ? "raised"
                        : change.endReason().code())
                .toList();
    }

    private static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }
}
