package dev.milepost.slo.alerts;

import static dev.milepost.slo.alerts.AlertSimulation.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Seeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a target of 95 %, thresholds of 50, 25, 10 and 0 % and a margin of 1 %. */
class BudgetObservationsTest {

    private final AlertSimulation simulation = new AlertSimulation();

    @ParameterizedTest
    @CsvSource({
        // 50 are allowed
        "976, 24, ''",
        "975, 25, 50",
        "962, 38, '50,25'",
        "955, 45, '50,25,10'",
        "951, 49, '50,25,10'",
        "950, 50, '50,25,10,0'",
        "500, 500, '50,25,10,0'",
        "0, 0, ''",
        // less than one is allowed, so a single one decides, and two do not
        "9, 1, ''",
        "8, 2, '50,25,10,0'"
    })
    void reportsReachedThresholds(long good, long bad, String thresholds) {
        simulation.count(START, good, bad);

        assertThat(changed())
                .containsExactlyElementsOf(thresholds.isEmpty() ? List.of() : List.of(thresholds.split(",")));
        assertThat(changed()).isEmpty();
    }

    @Test
    void clearsThresholdByMoreThanOneEvent() {
        simulation.count(START, 175, 5);
        assertThat(changed()).containsExactly("50");

        // 11.5 are allowed, one of which takes 8.7 %; 56.5 % is not more than 50 % and that
        simulation.count(START, 50, 0);
        assertThat(changed()).isEmpty();
        simulation.count(START, 20, 0);
        assertThat(changed()).containsExactly("50");
    }

    @Test
    void clearsThresholdByMoreThanMargin() {
        simulation.count(START, 94_550, 2_450);
        assertThat(changed()).containsExactly("50");

        // 5,000 are allowed, so 51 % remain
        simulation.count(START, 3_000, 0);
        assertThat(changed()).isEmpty();
        simulation.count(START, 100, 0);
        assertThat(changed()).containsExactly("50");
    }

    @Test
    void clearsThresholdsOfEmptyWindow() {
        simulation.count(START, 8, 2);
        assertThat(changed()).hasSize(4);

        assertThat(simulation.watch(START.plus(Duration.ofDays(29))))
                .filteredOn(news -> news.alert().key().kind() == AlertKey.Kind.ERROR_BUDGET)
                .extracting(Transition::endReason)
                .containsOnly(EndReason.NO_DATA)
                .hasSize(4);
    }

    @Test
    void deduplicatesThresholds() {
        var observations =
                new BudgetObservations(List.of(new BigDecimal("50"), new BigDecimal("50.0")), BigDecimal.ONE);

        assertThat(observations.of(
                        WatchedObjective.of(simulation.standing(START)).get(0)))
                .extracting(observation -> observation.key().name())
                .containsExactly("50");
    }

    @Test
    void clearsThresholdsWithoutBadEvents() {
        simulation.count(START, 8, 2);
        assertThat(changed()).hasSize(4);
        simulation.count(START.plus(Duration.ofDays(20)), 3, 0);

        assertThat(changed()).isEmpty();

        assertThat(simulation.watch(START.plus(Duration.ofDays(29))))
                .filteredOn(news -> news.alert().key().kind() == AlertKey.Kind.ERROR_BUDGET)
                .extracting(Transition::endReason)
                .containsOnly(EndReason.BUDGET_REGAINED)
                .hasSize(4);
    }

    /** A law: one more bad event after a threshold was left does not reach it again. */
    @Seeds(bounded = 20, all = 100)
    void doesNotFlapByOneEvent(long seed) {
        var random = new Random(seed);
        simulation.count(START, random.nextInt(400), 2 + random.nextInt(20));
        changed();
        simulation.count(START, random.nextInt(2_000), 0);

        var left = changed();
        simulation.count(START, 0, 1);

        assertThat(changed()).doesNotContainAnyElementsOf(left.isEmpty() ? List.of("none") : left);
    }

    private List<String> changed() {
        return simulation.watch(START.plus(Duration.ofDays(21))).stream()
                .map(news -> news.alert().key())
                .filter(key -> key.kind() == AlertKey.Kind.ERROR_BUDGET)
                .map(AlertKey::name)
                .toList();
    }
}
