package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.TimeSlicing.EmptySlices;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeSlicingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TimeRange TEN_MINUTES = TimeRange.endingAt(NOW, Duration.ofMinutes(10));

    /** Eleven slices of 1 in 2 and one of 1000 in 1000 tell the methods apart: what is weighed differs. */
    @Test
    void weighsByMethod() {
        var steps = new TreeMap<Instant, Counts>();
        for (int i = 1; i <= 11; i++) {
            steps.put(NOW.minus(MINUTE.multipliedBy(i)), Counts.of(1, 1));
        }
        steps.put(NOW.minus(MINUTE.multipliedBy(12)), Counts.of(1000, 0));
        var series = CountSeries.of(steps);
        var range = TimeRange.endingAt(NOW, MINUTE.multipliedBy(12));

        var occurrences = SliMeasurement.of(series.validCounts(range));
        var slices = of("0.99", EmptySlices.IGNORED).measure(series, range, Instant.EPOCH, Instant.EPOCH);
        var ratios = ratios(EmptySlices.IGNORED).measure(series, range, Instant.EPOCH, Instant.EPOCH);

        assertThat(occurrences).isEqualTo(SliMeasurement.of(1011, 11));
        assertThat(slices).isEqualTo(SliMeasurement.of(1, 11));
        assertThat(ratios.good()).isEqualByComparingTo("6.5");
        assertThat(ratios.valid()).isEqualByComparingTo("12");
        assertThat(ratios.sli()).isEqualByComparingTo("0.541666666667");
    }

    @Test
    void isGoodAtTarget() {
        var series = CountSeries.of(Map.of(
                NOW.minusSeconds(60), Counts.of(99, 1),
                NOW.minusSeconds(120), Counts.of(98, 2),
                NOW.minusSeconds(180), Counts.of(98_999, 1_001),
                NOW.minusSeconds(240), new Counts(0, 0, new TreeMap<>(Map.of("cancelled", 5L)))));

        assertThat(of("0.99", EmptySlices.IGNORED).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(SliMeasurement.of(1, 2));
    }

    @Test
    void countsEmptySlicesAsConfigured() {
        var series =
                CountSeries.of(Map.of(NOW.minusSeconds(60), Counts.of(5, 0), NOW.minusSeconds(300), Counts.of(0, 1)));

        assertThat(of("0.99", EmptySlices.BAD).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(SliMeasurement.of(1, 9));
        assertThat(of("0.99", EmptySlices.IGNORED).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(SliMeasurement.of(1, 1));
        assertThat(ratios(EmptySlices.BAD).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(new SliMeasurement(
                        new BigDecimal("1.000000000000000000"), new BigDecimal("9.000000000000000000")));
    }

    @Test
    void ignoresEmptySlicesBeforeFirstEvent() {
        var series =
                CountSeries.of(Map.of(NOW.minusSeconds(60), Counts.of(5, 0), NOW.minusSeconds(480), Counts.of(0, 1)));

        var measurement =
                of("0.99", EmptySlices.BAD).measure(series, TEN_MINUTES, Instant.EPOCH, NOW.minusSeconds(190));

        assertThat(measurement).isEqualTo(SliMeasurement.of(1, 3));
    }

    @Test
    void excludesPartialSlices() {
        var series = CountSeries.of(Map.of(NOW, Counts.of(0, 1), NOW.minusSeconds(601), Counts.of(0, 1)));
        var range = new TimeRange(NOW.minusSeconds(601), NOW.plusSeconds(59));

        assertThat(of("0.99", EmptySlices.BAD).measure(series, range, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(SliMeasurement.of(0, 10));
    }

    @Test
    void countsTheSlicesOfAWindow() {
        var objective = new Objective("", Target.ofPercent("99"), Optional.of(of("0.99", EmptySlices.BAD)));
        var slo = SloSamples.slo(new TimeWindow.Rolling(Duration.ofDays(28)), objective);

        var evaluation = Evaluation.of(
                slo, objective, CountSeries.of(Map.of()), new EvaluationTime(NOW.plusSeconds(30), Instant.EPOCH));

        assertThat(evaluation.measure()).isEqualTo(SliMeasurement.of(0, 28 * 24 * 60));
        assertThat(evaluation.state()).isEqualTo(ObjectiveState.BREACHED);
        assertThat(evaluation.counts().total()).isZero();
        assertThat(evaluation.window().to()).isEqualTo(NOW);
    }

    /** A law: where a range is split at the edge of a slice, its parts add up to it. */
    @Seeds(bounded = 40, all = 200)
    void addsUpOverAnySplit(long seed) {
        var random = new Random(seed);
        var series = CountSeries.ofOutcomes(SloSamples.any(random, 300).toList());
        var slice = Duration.ofMinutes(List.of(1, 5, 60, 240).get(random.nextInt(4)));
        var emptySlices = random.nextBoolean() ? EmptySlices.BAD : EmptySlices.IGNORED;
        var since = NOW.minusSeconds(random.nextInt(40 * 86_400));
        Optional<BigDecimal> target =
                random.nextBoolean() ? Optional.empty() : Optional.of(BigDecimal.valueOf(1 + random.nextInt(99), 2));
        var timeSlicing = new TimeSlicing(slice, target, emptySlices);
        var edge = NOW.minus(slice.multipliedBy(1 + random.nextInt((int) (28 * 1440 / slice.toMinutes()) - 1)));
        var whole = TimeRange.endingAt(NOW, SloSamples.DAYS_28);

        var first = timeSlicing.measure(series, new TimeRange(whole.from(), edge), Instant.EPOCH, since);
        var second = timeSlicing.measure(series, new TimeRange(edge, whole.to()), Instant.EPOCH, since);

        var sum = first.plus(second);
        var all = timeSlicing.measure(series, whole, Instant.EPOCH, since);
        assertThat(sum.good()).isEqualByComparingTo(all.good());
        assertThat(sum.bad()).isEqualByComparingTo(all.bad());
    }

    private static TimeSlicing of(String target, EmptySlices emptySlices) {
        return new TimeSlicing(MINUTE, Optional.of(new BigDecimal(target)), emptySlices);
    }

    private static TimeSlicing ratios(EmptySlices emptySlices) {
        return new TimeSlicing(MINUTE, Optional.empty(), emptySlices);
    }
}
