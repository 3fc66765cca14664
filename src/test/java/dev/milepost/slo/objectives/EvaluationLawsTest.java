package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.DAYS_28;
import static dev.milepost.testing.SloSamples.NOW;
import static dev.milepost.testing.SloSamples.any;
import static dev.milepost.testing.SloSamples.bad;
import static dev.milepost.testing.SloSamples.evaluate;
import static dev.milepost.testing.SloSamples.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Seeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationLawsTest {

    private static final List<String> TARGETS = List.of("0", "50", "90", "95", "99", "99.9");

    @Seeds(bounded = 60, all = 300)
    void ignoresTheOrderOfOutcomes(long seed) {
        var random = new Random(seed);
        var outcomes = any(random, random.nextInt(400)).toList();
        var shuffled = new ArrayList<>(outcomes);
        Collections.shuffle(shuffled, random);

        assertThat(evaluate("99", CountSeries.ofOutcomes(shuffled)))
                .isEqualTo(evaluate("99", CountSeries.ofOutcomes(outcomes)));
    }

    @Seeds(bounded = 60, all = 300)
    void addsUpOverAnySplitOfWindow(long seed) {
        var random = new Random(seed);
        var series = CountSeries.ofOutcomes(any(random, 300).toList());
        var whole = TimeRange.endingAt(NOW, DAYS_28);
        var cuts = new ArrayList<>(List.of(whole.from(), whole.to()));
        random.longs(random.nextInt(20), 0, DAYS_28.toMillis())
                .forEach(milli -> cuts.add(whole.from().plusMillis(milli)));
        Collections.sort(cuts);

        var sum = Counts.NONE;
        var measured = SliMeasurement.NONE;
        for (int i = 1; i < cuts.size(); i++) {
            var part = new TimeRange(cuts.get(i - 1), cuts.get(i));
            sum = sum.plus(series.counts(part));
            measured = measured.plus(SliMeasurement.of(series.validCounts(part)));
        }

        assertThat(sum).isEqualTo(series.counts(whole));
        assertThat(measured).isEqualTo(SliMeasurement.of(series.counts(whole)));
    }

    @Seeds(bounded = 60, all = 300)
    void addsUpOverAnySplitOfSeries(long seed) {
        var outcomes = any(new Random(seed), 300).toList();
        var minutes = new HashMap<Instant, Counts>();
        outcomes.stream()
                .filter(outcome -> outcome.kind() != Outcome.Kind.OPEN)
                .forEach(outcome ->
                        minutes.merge(outcome.at().truncatedTo(ChronoUnit.MINUTES), Counts.of(outcome), Counts::plus));
        var window = TimeRange.endingAt(NOW, DAYS_28);

        assertThat(CountSeries.of(minutes).counts(window))
                .isEqualTo(CountSeries.ofOutcomes(outcomes).counts(window));
    }

    @Seeds(bounded = 60, all = 300)
    void conservesBudget(long seed) {
        var random = new Random(seed);
        var series = CountSeries.ofOutcomes(any(random, 1 + random.nextInt(200)).toList());
        for (var target : TARGETS) {
            var evaluation = evaluate(target, series);
            var counts = evaluation.counts();
            var budget = evaluation.budget();

            assertThat(counts.good() + counts.bad()).isEqualTo(counts.valid());
            assertThat(counts.valid()
                            + counts.excluded().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                    .isEqualTo(counts.total());
            assertThat(budget.remaining().add(budget.bad())).isEqualByComparingTo(budget.allowed());
            if (counts.valid() > 0) {
                assertThat(Objects.requireNonNull(budget.consumedRatio())
                                .add(Objects.requireNonNull(budget.remainingRatio())))
                        .isEqualByComparingTo(BigDecimal.ONE);
                var sli = Objects.requireNonNull(evaluation.sli()).doubleValue();
                var interval = Objects.requireNonNull(evaluation.interval());
                assertThat(sli).isBetween(interval.low() - 1e-12, interval.high() + 1e-12);
                assertThat(evaluation.target().isMetBy(evaluation.measure()))
                        .isEqualTo(budget.remaining().signum() >= 0);
            }
        }
    }

    @Seeds(bounded = 60, all = 300)
    void isMonotonicInGoodAndBadEvents(long seed) {
        var random = new Random(seed);
        var outcomes = any(random, 1 + random.nextInt(100)).toList();
        var at = NOW.minus(Duration.ofSeconds(1 + random.nextInt(86_400)));
        var target = Target.ofPercent(TARGETS.get(random.nextInt(TARGETS.size())));

        var before = measure(outcomes);
        var withBad = measure(with(outcomes, bad(at)));
        var withGood = measure(with(outcomes, good(at)));

        if (!before.isEmpty()) {
            assertThat(withBad.sli()).isLessThanOrEqualTo(before.sli());
            assertThat(withGood.sli()).isGreaterThanOrEqualTo(before.sli());
            assertThat(rank(ObjectiveState.of(withBad, target)))
                    .isLessThanOrEqualTo(rank(ObjectiveState.of(before, target)));
        }
        assertThat(ErrorBudget.of(withBad, target).remaining())
                .isLessThanOrEqualTo(ErrorBudget.of(before, target).remaining());
        assertThat(ErrorBudget.of(withGood, target).remaining())
                .isGreaterThanOrEqualTo(ErrorBudget.of(before, target).remaining());
    }

    /** A million events, each added on its own, are what they are added at once: nothing drifts. */
    @Test
    void doesNotDriftOverAMillionEvents() {
        var sum = SliMeasurement.NONE;
        for (int i = 0; i < 1_000_000; i++) {
            sum = sum.plus(i % 1000 == 0 ? SliMeasurement.of(0, 1) : SliMeasurement.of(1, 0));
        }

        assertThat(sum).isEqualTo(SliMeasurement.of(999_000, 1_000));
        assertThat(ErrorBudget.of(sum, Target.ofPercent("99.9")).remaining()).isEqualByComparingTo("0");
        assertThat(Target.ofPercent("99.9").isMetBy(sum)).isTrue();
        assertThat(Target.ofPercent("99.9").isMetBy(sum.plus(SliMeasurement.of(0, 1))))
                .isFalse();
    }

    private static SliMeasurement measure(List<Outcome> outcomes) {
        return SliMeasurement.of(CountSeries.ofOutcomes(outcomes).validCounts(TimeRange.endingAt(NOW, DAYS_28)));
    }

    private static List<Outcome> with(List<Outcome> outcomes, Outcome another) {
        var all = new ArrayList<>(outcomes);
        all.add(another);
        return all;
    }

    /** How well it stands; what cannot be told is between the sides. */
    private static int rank(ObjectiveState state) {
        return switch (state) {
            case BREACHED -> 0;
            case LIKELY_BREACHED -> 1;
            case INSUFFICIENT_DATA, NO_DATA -> 2;
            case LIKELY_MET -> 3;
            case MET -> 4;
        };
    }
}
