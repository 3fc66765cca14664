package dev.milepost.alerts;

import static dev.milepost.alerts.Tower.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a rule that fires above ten times the rate, over an hour and five minutes. */
class BurnSignalsTest {

    private final Tower tower = new Tower();

    @Test
    void endByTooFewEventsWhereTheRestLeftTheWindow() {
        tower.define(withCondition("metadata: {name: fast, annotations: {milepost.dev/min-events: '5'}}"));
        tower.count(minute(50), 0, 7);
        tower.count(minute(108), 0, 3);

        assertThat(changes(109)).containsExactly("raised");
        assertThat(changes(112)).containsExactly("too_few_events");
    }

    @Test
    void endWhereTooFewEventsAreLeftAndNothingComes() {
        tower.define(withCondition("metadata: {name: fast, annotations: {milepost.dev/min-events: '5'}}"));
        tower.count(minute(50), 0, 7);
        tower.count(minute(100), 0, 3);

        assertThat(changes(101)).containsExactly("raised");
        assertThat(changes(112)).containsExactly("rate_fell");
    }

    @Test
    void endInSilenceWhereTheLongWindowIsNotAboveTheFactor() {
        tower.count(minute(50), 0, 10);
        assertThat(changes(51)).containsExactly("raised");

        tower.count(minute(48), 90, 0);

        assertThat(changes(62)).containsExactly("rate_fell");
    }

    @Test
    void holdWhatWasToldWhileTheRuleWaits() {
        tower.define(Tower.slo("").replace("lookbackWindow: 1h", "lookbackWindow: 1h, alertAfter: 5m"));
        for (int at = 40; at <= 50; at++) {
            tower.count(minute(at), 0, 1);
        }
        assertThat(changes(44)).isEmpty();
        assertThat(changes(51)).containsExactly("raised");

        tower.count(minute(58), 0, 1);

        assertThat(changes(59)).isEmpty();
    }

    @Test
    void doNotTellThatDataReturnedWhereNobodyWantsToHear() {
        tower.define(Tower.slo("alertWhenNoData: true, alertWhenResolved: false,"));
        assertThat(tower.watch(minute(0))).extracting(Transition::facts).doesNotContainNull();

        tower.count(minute(1), 1, 0);

        assertThat(tower.watch(minute(2)))
                .hasSize(1)
                .extracting(Transition::facts)
                .containsOnlyNulls();
    }

    private static String withCondition(String metadata) {
        return Tower.slo("").replace("metadata: {name: fast}", metadata);
    }

    /** Of the rule's alert. */
    private List<String> changes(int minute) {
        return tower.watch(minute(minute)).stream()
                .filter(change -> change.alert().signal().kind() == Signal.Kind.BURN_RATE)
                .filter(change -> change.facts() != null)
                .map(change ->
                        change.reason() == null ? "raised" : change.reason().code())
                .toList();
    }

    private static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }
}
