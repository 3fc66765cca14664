package dev.milepost.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.objectives.Slicing.Silence;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlicingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Range TEN_MINUTES = Range.before(NOW, Duration.ofMinutes(10));

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Eleven slices of 1 in 2 and one of 1000 in 1000 tell the methods apart: what is weighed differs. */
    @Test
    void weighsByMethod() {
        var steps = new TreeMap<Instant, Counts>();
        for (int i = 1; i <= 11; i++) {
            steps.put(NOW.minus(MINUTE.multipliedBy(i)), Counts.of(1, 1));
        }
        steps.put(NOW.minus(MINUTE.multipliedBy(12)), Counts.of(1000, 0));
        var series = Series.of(steps);
        var range = Range.before(NOW, MINUTE.multipliedBy(12));

        var occurrences = Measure.of(series.validIn(range));
        var slices = of("0.99", Silence.IGNORED).measure(series, range, Instant.EPOCH, Instant.EPOCH);
        var ratios = ratios(Silence.IGNORED).measure(series, range, Instant.EPOCH, Instant.EPOCH);

        assertThat(occurrences).isEqualTo(Measure.of(1011, 11));
        assertThat(slices).isEqualTo(Measure.of(1, 11));
        assertThat(ratios.good()).isEqualByComparingTo("6.5");
        assertThat(ratios.valid()).isEqualByComparingTo("12");
        assertThat(ratios.sli()).isEqualByComparingTo("0.541666666667");
    }

    @Test
    void isGoodFromItsTargetOn() {
        var series = Series.of(Map.of(
                NOW.minusSeconds(60), Counts.of(99, 1),
                NOW.minusSeconds(120), Counts.of(98, 2),
                NOW.minusSeconds(180), Counts.of(98_999, 1_001),
                NOW.minusSeconds(240), new Counts(0, 0, new TreeMap<>(Map.of("cancelled", 5L)))));

        assertThat(of("0.99", Silence.IGNORED).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(Measure.of(1, 2));
    }

    @Test
    void takesSilenceAsItIsTold() {
        var series = Series.of(Map.of(NOW.minusSeconds(60), Counts.of(5, 0), NOW.minusSeconds(300), Counts.of(0, 1)));

        assertThat(of("0.99", Silence.BAD).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(Measure.of(1, 9));
        assertThat(of("0.99", Silence.IGNORED).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(Measure.of(1, 1));
        assertThat(ratios(Silence.BAD).measure(series, TEN_MINUTES, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(new Measure(new BigDecimal("1.000000000000000000"), new BigDecimal("9.000000000000000000")));
    }

    @Test
    void doesNotBlameTheSilenceBeforeAnyoneListened() {
        var series = Series.of(Map.of(NOW.minusSeconds(60), Counts.of(5, 0), NOW.minusSeconds(480), Counts.of(0, 1)));

        var measure = of("0.99", Silence.BAD).measure(series, TEN_MINUTES, Instant.EPOCH, NOW.minusSeconds(190));

        assertThat(measure).isEqualTo(Measure.of(1, 3));
    }

    @Test
    void leavesOutWhatTheRangeCuts() {
        var series = Series.of(Map.of(NOW, Counts.of(0, 1), NOW.minusSeconds(601), Counts.of(0, 1)));
        var range = new Range(NOW.minusSeconds(601), NOW.plusSeconds(59));

        assertThat(of("0.99", Silence.BAD).measure(series, range, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(Measure.of(0, 10));
    }

    @Test
    void countsTheSlicesOfAWindow() {
        var objective = new Objective("", Target.ofPercent("99"), Optional.of(of("0.99", Silence.BAD)));
        var slo = SloSamples.slo(new TimeWindow.Rolling(Duration.ofDays(28)), objective);

        var evaluation =
                Evaluation.of(slo, objective, Series.of(Map.of()), new Moment(NOW.plusSeconds(30), Instant.EPOCH));

        assertThat(evaluation.measure()).isEqualTo(Measure.of(0, 28 * 24 * 60));
        assertThat(evaluation.state()).isEqualTo(State.BREACHED);
        assertThat(evaluation.counts().total()).isZero();
        assertThat(evaluation.window().to()).isEqualTo(NOW);
    }

    /** A law: where a range is split at the edge of a slice, its parts add up to it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpWhereverItIsSplit(long seed) {
        var random = new Random(seed);
        var series = Series.ofOutcomes(SloSamples.any(random, 300).toList());
        var slice = Duration.ofMinutes(List.of(1, 5, 60, 240).get(random.nextInt(4)));
        var silence = random.nextBoolean() ? Silence.BAD : Silence.IGNORED;
        var since = NOW.minusSeconds(random.nextInt(40 * 86_400));
        Optional<BigDecimal> target =
                random.nextBoolean() ? Optional.empty() : Optional.of(BigDecimal.valueOf(1 + random.nextInt(99), 2));
        var slicing = new Slicing(slice, target, silence);
        var edge = NOW.minus(slice.multipliedBy(1 + random.nextInt((int) (28 * 1440 / slice.toMinutes()) - 1)));
        var whole = Range.before(NOW, SloSamples.DAYS_28);

        var first = slicing.measure(series, new Range(whole.from(), edge), Instant.EPOCH, since);
        var second = slicing.measure(series, new Range(edge, whole.to()), Instant.EPOCH, since);

        var sum = first.plus(second);
        var all = slicing.measure(series, whole, Instant.EPOCH, since);
        assertThat(sum.good()).isEqualByComparingTo(all.good());
        assertThat(sum.bad()).isEqualByComparingTo(all.bad());
    }

    private static Slicing of(String target, Silence silence) {
        return new Slicing(MINUTE, Optional.of(new BigDecimal(target)), silence);
    }

    private static Slicing ratios(Silence silence) {
        return new Slicing(MINUTE, Optional.empty(), silence);
    }
}
