package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.TimeSlicing.EmptySlices;
import dev.milepost.testing.Seeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountSeriesTest {

    private static final TimeRange WINDOW = TimeRange.endingAt(NOW, Duration.ofDays(2));

    /** A law: where some steps are counted anew, it is as if they had been counted so at once. */
    @Seeds(bounded = 60, all = 300)
    void agreesWithSingleCount(long seed) {
        var random = new Random(seed);
        var before = steps(random);
        var after = new TreeMap<>(before);
        after.putAll(steps(random));
        before.keySet().stream().filter(at -> random.nextInt(5) == 0).forEach(at -> after.put(at, Counts.NONE));
        var changes = new StepCounts();
        var reasons = List.of("cancelled", "denied");
        after.forEach((at, counts) -> {
            changes.set(Outcome.Kind.GOOD, "", at, counts.good());
            changes.set(Outcome.Kind.BAD, "", at, counts.bad());
            reasons.forEach(reason -> changes.set(
                    Outcome.Kind.EXCLUDED, reason, at, counts.excluded().getOrDefault(reason, 0L)));
        });

        var series = CountSeries.of(before).withReplaced(changes);

        assertSame(series, CountSeries.of(after), random);
        assertSame(series.withReplaced(changes), series, random);
        var cut = minute(random);
        assertSame(series.since(cut), CountSeries.of(after.tailMap(cut)), random);
    }

    /** A law: what corrections take out is excluded and not lost, and silence within them says nothing. */
    @Seeds(bounded = 60, all = 300)
    void excludesCorrections(long seed) {
        var random = new Random(seed);
        var steps = steps(random);
        var ranges = new ArrayList<TimeRange>();
        for (int i = random.nextInt(5); i > 0; i--) {
            var from = minute(random);
            ranges.add(new TimeRange(from, from.plus(Duration.ofMinutes(random.nextInt(300)))));
        }

        var corrected = CountSeries.of(steps).excluding(ranges, "maintenance");

        var left = new TreeMap<Instant, Counts>();
        long taken = 0;
        for (var step : steps.entrySet()) {
            var out =
                    ranges.stream().anyMatch(range -> range.contains(step.getKey())) && WINDOW.contains(step.getKey());
            taken += out ? step.getValue().valid() : 0;
            left.put(step.getKey(), out ? Counts.NONE : step.getValue());
        }
        assertThat(corrected.counts(WINDOW).total())
                .isEqualTo(CountSeries.of(steps).counts(WINDOW).total());
        assertThat(corrected.counts(WINDOW).excluded().getOrDefault("maintenance", 0L))
                .isEqualTo(taken);
        assertThat(corrected.validCounts(WINDOW)).isEqualTo(CountSeries.of(left).validCounts(WINDOW));
        var timeSlicing = new TimeSlicing(Duration.ofMinutes(10), Optional.of(BigDecimal.ONE), EmptySlices.BAD);
        var silent = new HashSet<Instant>();
        for (var at = WINDOW.from(); at.isBefore(WINDOW.to()); at = at.plusSeconds(600)) {
            var slice = new TimeRange(at, at.plusSeconds(600));
            if (corrected.validCounts(slice).valid() == 0
                    && ranges.stream()
                            .noneMatch(range -> range.from().isBefore(slice.to())
                                    && slice.from().isBefore(range.to())
                                    && range.from().isBefore(range.to()))) {
                silent.add(at);
            }
        }
        var nonEmpty = new TimeSlicing(timeSlicing.window(), timeSlicing.target(), EmptySlices.IGNORED)
                .measure(corrected, WINDOW, Instant.EPOCH, Instant.EPOCH);
        assertThat(timeSlicing.measure(corrected, WINDOW, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(nonEmpty.plus(SliMeasurement.of(0, silent.size())));
    }

    @Test
    void findsFirstBadEventOfRange() {
        var series = CountSeries.of(Map.of(NOW, Counts.of(0, 1)));

        assertThat(series.firstBadIn(new TimeRange(NOW.minusSeconds(60), NOW))).isNull();
        assertThat(series.firstBadIn(new TimeRange(NOW, NOW.plusSeconds(60)))).isEqualTo(NOW);
        assertThat(series.firstBadIn(new TimeRange(NOW.plusMillis(1), NOW.plusSeconds(60))))
                .isNull();
    }

    /** An SLO may exclude by a reason of the same name. */
    @Test
    void countsExclusionsByReason() {
        var excluded = new TreeMap<>(Map.of("corrected", 5L));
        var series = CountSeries.of(Map.of(NOW, new Counts(2, 1, excluded)));
        var range = new TimeRange(NOW, NOW.plusSeconds(60));

        assertThat(series.excluding(List.of(range), "corrected").counts(range))
                .isEqualTo(new Counts(0, 0, new TreeMap<>(Map.of("corrected", 8L))));
    }

    private static void assertSame(CountSeries one, CountSeries other, Random random) {
        for (int i = 0; i < 5; i++) {
            var from = minute(random);
            var range = new TimeRange(from, from.plus(Duration.ofMinutes(random.nextInt(2000))));
            assertThat(one.counts(range)).isEqualTo(other.counts(range));
            assertThat(one.firstBadIn(range)).isEqualTo(other.firstBadIn(range));
        }
        assertThat(one.stepCount()).isEqualTo(other.stepCount());
    }

    private static NavigableMap<Instant, Counts> steps(Random random) {
        var steps = new TreeMap<Instant, Counts>();
        for (int i = random.nextInt(200); i > 0; i--) {
            var excluded = new TreeMap<String, Long>();
            if (random.nextInt(3) == 0) {
                excluded.put(random.nextBoolean() ? "cancelled" : "denied", 1L + random.nextInt(3));
            }
            steps.put(minute(random), new Counts(random.nextInt(3), random.nextInt(2), excluded));
        }
        return steps;
    }

    private static Instant minute(Random random) {
        return NOW.minus(random.nextInt(3000), ChronoUnit.MINUTES);
    }
}
