package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.milepost.testing.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationSketchTest {

    private static final double[] FRACTIONS = {0, 0.01, 0.5, 0.75, 0.9, 0.95, 0.999, 1};

    @Seeds(bounded = 40, all = 200)
    void boundsErrorToHalfAPercent(long seed) {
        var durations = durations(new Random(seed));

        var sample = DurationSketch.of(durations);

        for (double fraction : FRACTIONS) {
            var exact = exactly(durations, fraction);
            assertThat(sample.quantile(fraction))
                    .isCloseTo(exact, within(exact * (DurationSketch.RELATIVE_ERROR + 1e-9)));
        }
    }

    @Seeds(bounded = 40, all = 200)
    void mergesLikeOneSketchOfAll(long seed) {
        var random = new Random(seed);
        var some = durations(random);
        var others = durations(random);
        var all = LongStream.concat(Arrays.stream(some), Arrays.stream(others)).toArray();

        var merged = DurationSketch.of(some).plus(DurationSketch.of(others));

        assertThat(merged).isEqualTo(DurationSketch.of(all));
        assertThat(merged).isEqualTo(DurationSketch.sum(List.of(DurationSketch.of(others), DurationSketch.of(some))));
        assertThat(merged.count()).isEqualTo(all.length);
    }

    @Seeds(bounded = 40, all = 200)
    void subtractsWhatWasAdded(long seed) {
        var random = new Random(seed);
        var kept = DurationSketch.of(durations(random));
        var passing = DurationSketch.of(durations(random));

        assertThat(kept.plus(passing).minus(passing)).isEqualTo(kept);
        assertThat(kept.plus(passing.minus(kept))).isEqualTo(passing);
        assertThat(kept.minus(kept)).isEqualTo(DurationSketch.EMPTY);
    }

    @Seeds(bounded = 40, all = 200)
    void roundTripsThroughBytes(long seed) {
        var sample = DurationSketch.of(durations(new Random(seed)));

        assertThat(DurationSketch.parse(sample.toBytes())).isEqualTo(sample);
    }

    /** A law at its extremes: of equal durations every quantile is that duration, however many and however long. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 999, 1_000_000, 86_400_000_000L, 9_223_372_036_854L, Long.MAX_VALUE / 1_000})
    void boundsErrorOfEqualDurations(long micros) {
        for (int count : new int[] {1, 2, 3, 20_001}) {
            var equal = new long[count];
            Arrays.fill(equal, micros);
            var sample = DurationSketch.of(equal);

            for (double fraction : FRACTIONS) {
                assertThat(sample.quantile(fraction))
                        .isCloseTo((double) micros, within(micros * (DurationSketch.RELATIVE_ERROR + 1e-9)));
            }
        }
    }

    /** Half of nothing and half of a century: no quantile leaves the range, and none falls where another rises. */
    @Test
    void returnsMonotonicQuantiles() {
        var century = 3_155_760_000_000_000L;
        var sample = DurationSketch.of(0, 0, 0, 1, century, century, century);

        double before = 0;
        for (double fraction = 0; fraction <= 1; fraction += 0.001) {
            assertThat(sample.quantile(fraction)).isBetween(before, (double) century * 1.00501);
            before = sample.quantile(fraction);
        }
        assertThat(sample.quantile(0)).isZero();
        assertThat(sample.quantile(0.5)).isCloseTo(1, within(0.00501));
        assertThat(sample.quantile(1)).isCloseTo((double) century, within((double) century * 0.00501));
    }

    @Test
    void keepsZeroExact() {
        var sample = DurationSketch.of(0, 0, 0, 1_000_000);

        assertThat(sample.quantile(0.5)).isZero();
        assertThat(sample.quantile(1)).isCloseTo(1_000_000, within(5_000d));
    }

    @Test
    void acceptsMaximumDuration() {
        var sample = DurationSketch.of(Long.MAX_VALUE, 1);

        assertThat(sample.quantile(1)).isCloseTo(Long.MAX_VALUE, within(Long.MAX_VALUE * 0.00501));
        assertThat(sample.toBytes()).hasSizeLessThan(8);
    }

    @Test
    void refusesNegativeDuration() {
        assertThatThrownBy(() -> DurationSketch.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fitsInOneDatabasePage() {
        var random = new Random(7);
        var durations = random.longs(300_000, 0, 1)
                .map(any -> (long) Math.exp(24 + 2 * random.nextGaussian()))
                .toArray();

        assertThat(DurationSketch.of(durations).toBytes()).hasSizeLessThan(6_000);
    }

    /** Few or many, from none at all to decades, some of them equal. */
    private static long[] durations(Random random) {
        var scale = random.nextDouble() * 36;
        return random.longs(1 + random.nextInt(random.nextBoolean() ? 4 : 2_000), 0, 20)
                .map(any -> any == 0 ? random.nextInt(2) : (long) Math.exp(scale * random.nextDouble()))
                .toArray();
    }

    /** As {@code percentile_cont} does it. */
    private static double exactly(long[] durations, double fraction) {
        var sorted = durations.clone();
        Arrays.sort(sorted);
        double rank = fraction * (sorted.length - 1);
        double below = sorted[(int) Math.floor(rank)];
        double above = sorted[(int) Math.ceil(rank)];
        return below + (rank - Math.floor(rank)) * (above - below);
    }
}
