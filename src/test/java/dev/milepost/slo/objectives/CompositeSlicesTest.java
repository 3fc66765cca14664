package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.CompositeIndicator.Part;
import dev.milepost.slo.objectives.CompositeSlices.BadRun;
import dev.milepost.slo.objectives.CompositeSlices.PartCounts;
import dev.milepost.testing.Seeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositeSlicesTest {

    private static final Instant START = Instant.parse("2026-06-15T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant LONG_AGO = Instant.EPOCH;

    /** By hand: the share of the weights of the good parts, in each minute. */
    @Test
    void weighsGoodParts() {
        var first = part("first", 3, "0.9", Map.of(0, Counts.of(9, 1), 1, Counts.of(8, 2), 3, Counts.of(0, 1)));
        var second = part("second", 1, "0.5", Map.of(0, Counts.of(1, 2), 1, Counts.of(1, 1), 2, Counts.of(2, 0)));

        var slices = CompositeSlices.of(List.of(first, second), MINUTE, minutes(0, 5));

        assertThat(counts(slices.series(), 5))
                .containsExactly(Counts.of(3, 1), Counts.of(1, 3), Counts.of(1, 0), Counts.of(0, 3), Counts.NONE);
        assertThat(slices.badRuns(Optional.of(new BigDecimal("0.75")), minutes(0, 5), at -> false))
                .containsExactly(
                        new BadRun(minutes(1, 2), List.of(first.part())),
                        new BadRun(minutes(3, 4), List.of(first.part())));
        assertThat(slices.badRuns(Optional.empty(), minutes(0, 3), at -> false))
                .containsExactly(
                        new BadRun(minutes(0, 1), List.of(second.part())),
                        new BadRun(minutes(1, 2), List.of(first.part())));
    }

    @Test
    void leavesOutCorrectedSlices() {
        var part = part("runs", 1, "0.9", Map.of(0, Counts.of(0, 1), 1, Counts.of(0, 1), 2, Counts.of(0, 1)));

        var slices = CompositeSlices.of(List.of(part), MINUTE, minutes(0, 3));

        assertThat(slices.badRuns(Optional.of(BigDecimal.ONE), minutes(0, 3), minutes(1, 2)::contains))
                .extracting(BadRun::range)
                .containsExactly(minutes(0, 1), minutes(2, 3));
    }

    /** All of the parts, some of them, and the mean. */
    @Test
    void isEvaluatedByBudgetingMethod() {
        var first = part("first", 3, "0.9", Map.of(0, Counts.of(1, 0), 1, Counts.of(1, 0), 2, Counts.of(0, 1)));
        var second = part("second", 1, "0.9", Map.of(0, Counts.of(1, 0), 1, Counts.of(0, 1), 2, Counts.of(1, 0)));
        var series = CompositeSlices.of(List.of(first, second), MINUTE, minutes(0, 3))
                .series();

        assertThat(measure(series, "1")).isEqualTo(SliMeasurement.of(1, 2));
        assertThat(measure(series, "0.75")).isEqualTo(SliMeasurement.of(2, 1));
        assertThat(measure(series, null).good()).isEqualByComparingTo("2");
        assertThat(measure(series, null).valid()).isEqualByComparingTo("3");
    }

    @Test
    void countsSilenceOfPartsThatExpectEvents() {
        var objective = new Objective(
                "",
                Target.ofPercent("99"),
                Optional.of(new TimeSlicing(MINUTE, Optional.of(BigDecimal.ONE), TimeSlicing.EmptySlices.BAD)));
        var series = series(Map.of(1, Counts.of(1, 0))).excluding(List.of(minutes(3, 4)), "corrected");
        var loud = new PartCounts(
                new Part("probe", "", 1), objective, series, minutes(1, 2).from());
        var quiet = part("runs", 1, "0.9", Map.of());

        var slices = CompositeSlices.of(List.of(loud, quiet), MINUTE, minutes(0, 5));

        assertThat(counts(slices.series(), 5))
                .containsExactly(Counts.NONE, Counts.of(1, 0), Counts.of(0, 1), Counts.NONE, Counts.of(0, 1));
    }

    @Test
    void countsCompleteSlices() {
        var part = part("runs", 1, "0.9", Map.of(0, Counts.of(1, 0), 4, Counts.of(1, 0), 5, Counts.of(0, 1)));
        var range = new TimeRange(START.plusSeconds(30), START.plus(Duration.ofMinutes(9)));

        var slices = CompositeSlices.of(List.of(part), Duration.ofMinutes(5), range);

        // That from 12:00 began before the range, and that from 12:05 is not over.
        assertThat(slices.series().stepCount()).isZero();
        assertThat(CompositeSlices.of(List.of(part), Duration.ofMinutes(5), minutes(0, 9))
                        .series()
                        .validCounts(minutes(0, 9)))
                .isEqualTo(Counts.of(1, 0));
    }

    /** A law: each slice is what its parts are alone, added by weight. */
    @Seeds(bounded = 20, all = 100)
    void addsPartsByWeight(long seed) {
        var random = new Random(seed);
        var length = Duration.ofMinutes(1 + random.nextInt(7));
        var range = new TimeRange(
                START.minus(Duration.ofMinutes(random.nextInt(50))), START.plusSeconds(random.nextInt(20_000)));
        var parts = new ArrayList<PartCounts>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            parts.add(random(random, i));
        }

        var together = CompositeSlices.of(parts, length, range);

        for (long at = 0; at < 400; at++) {
            var slice = TimeRange.endingAt(
                    Instant.ofEpochSecond(
                            START.minus(Duration.ofHours(2)).getEpochSecond() / length.toSeconds() * length.toSeconds()
                                    + at * length.toSeconds()),
                    length);
            var expected = Counts.NONE;
            for (var part : parts) {
                var isInside =
                        !slice.from().isBefore(range.from()) && !slice.to().isAfter(range.to());
                var counts = part.series().validCounts(slice);
                if (isInside && counts.valid() > 0) {
                    var isGood = BigDecimal.valueOf(counts.good())
                                    .compareTo(part.objective()
                                            .target()
                                            .ratio()
                                            .multiply(BigDecimal.valueOf(counts.valid())))
                            >= 0;
                    int weight = part.part().weight();
                    expected = expected.plus(isGood ? Counts.of(weight, 0) : Counts.of(0, weight));
                }
            }
            assertThat(together.series().validCounts(slice)).isEqualTo(expected);
        }
    }

    private static PartCounts random(Random random, int index) {
        var steps = new TreeMap<Instant, Counts>();
        for (int i = 0; i < random.nextInt(200); i++) {
            steps.merge(
                    START.plus(Duration.ofMinutes(random.nextInt(420) - 60L)),
                    Counts.of(random.nextInt(3), random.nextInt(3)),
                    Counts::plus);
        }
        return new PartCounts(
                new Part("p" + index, "", 1 + random.nextInt(5)),
                new Objective("", Target.ofPercent("" + random.nextInt(100)), Optional.empty()),
                CountSeries.of(steps),
                LONG_AGO);
    }

    private static SliMeasurement measure(CountSeries series, @Nullable String sliceTarget) {
        var slicing = new TimeSlicing(
                MINUTE, Optional.ofNullable(sliceTarget).map(BigDecimal::new), TimeSlicing.EmptySlices.IGNORED);
        var objective = new Objective("", Target.ofPercent("99"), Optional.of(slicing));
        return objective.measure(series, minutes(0, 3), Instant.EPOCH, LONG_AGO);
    }

    private static PartCounts part(String name, int weight, String target, Map<Integer, Counts> minutes) {
        var objective = new Objective("", new Target(new BigDecimal(target)), Optional.empty());
        return new PartCounts(new Part(name, "", weight), objective, series(minutes), LONG_AGO);
    }

    private static CountSeries series(Map<Integer, Counts> minutes) {
        var steps = new TreeMap<Instant, Counts>();
        minutes.forEach((minute, counts) -> steps.put(START.plus(MINUTE.multipliedBy(minute)), counts));
        return CountSeries.of(steps);
    }

    private static List<Counts> counts(CountSeries series, int minutes) {
        var counts = new ArrayList<Counts>();
        for (int i = 0; i < minutes; i++) {
            counts.add(series.validCounts(minutes(i, i + 1)));
        }
        return counts;
    }

    private static TimeRange minutes(int from, int to) {
        return new TimeRange(START.plus(MINUTE.multipliedBy(from)), START.plus(MINUTE.multipliedBy(to)));
    }
}
