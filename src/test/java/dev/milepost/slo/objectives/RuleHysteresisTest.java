package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.BurnRateRule.AlertWhen;
import dev.milepost.slo.objectives.BurnRateRule.MinimumEvents;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule neither stops nor starts again while the cause is the same, at whatever second it is evaluated. */
class RuleHysteresisTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** A probe fails every five minutes, at some second. The rule of an hour and five minutes fires all the time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 29, 30, 59})
    void keepsFiringWhileAProbeFailsEveryFiveMinutes(int second) {
        var first = NOW.minus(Duration.ofHours(3)).plusSeconds(second);
        var rule = rule(Duration.ZERO, Duration.ZERO);

        for (int seconds = 0; seconds < 600; seconds += 5) {
            var at = NOW.plusSeconds(seconds);
            // What came by then; counts are kept by the minute.
            var counts = new HashMap<Instant, Counts>();
            for (var probe = first; !probe.isAfter(at); probe = probe.plus(Duration.ofMinutes(5))) {
                counts.merge(minute(probe), Counts.of(0, 1), Counts::plus);
            }

            assertThat(evaluate(rule, counts, at).state()).as(at.toString()).isEqualTo(RuleState.FIRING);
        }
    }

    /** Minutes since the last failure, until which both windows have one. */
    @ParameterizedTest
    @CsvSource({"0, 4, true", "0, 6, false", "5, 6, true", "5, 9, true", "5, 12, false", "60, 40, true"})
    void isKeptAsLongAsItSays(int keepMinutes, int minutesAgo, boolean firing) {
        var counts = Map.of(NOW.minus(Duration.ofMinutes(minutesAgo)), Counts.of(0, 10));

        var evaluation = evaluate(rule(Duration.ZERO, Duration.ofMinutes(keepMinutes)), counts, NOW);

        assertThat(evaluation.state() == RuleState.FIRING).isEqualTo(firing);
        assertThat(evaluation.kept()).isEqualTo(firing && minutesAgo > 5);
    }

    /** What was pending only is not kept: it has never fired. */
    @Test
    void doesNotKeepWhatWasPending() {
        var counts = Map.of(NOW.minus(Duration.ofMinutes(7)), Counts.of(0, 10));
        var five = Duration.ofMinutes(5);

        assertThat(evaluate(rule(Duration.ofMinutes(4), five), counts, NOW).state())
                .isEqualTo(RuleState.FIRING);
        assertThat(evaluate(rule(Duration.ofMinutes(6), five), counts, NOW).state())
                .isEqualTo(RuleState.QUIET);
    }

    /** A burst of one minute is told at each of the minutes after it, so no evaluation misses it. */
    @Test
    void tellsABurst() {
        var counts = new HashMap<Instant, Counts>();
        counts.put(NOW.minus(Duration.ofMinutes(2)), Counts.of(0, 3));
        counts.put(NOW.minus(Duration.ofMinutes(1)), Counts.of(1000, 0));

        var evaluation = evaluate(rule(Duration.ZERO, Duration.ofMinutes(5)), counts, NOW);

        assertThat(evaluation.state()).isEqualTo(RuleState.FIRING);
        assertThat(evaluation.kept()).isTrue();
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private static BurnRateRule rule(Duration alertAfter, Duration keep) {
        return new BurnRateRule(
                "fast",
                "page",
                new BigDecimal("13.44"),
                false,
                HOUR,
                Duration.ofMinutes(5),
                alertAfter,
                keep,
                MinimumEvents.DEFAULT,
                AlertWhen.DEFAULT);
    }

    private static RuleEvaluation evaluate(BurnRateRule rule, Map<Instant, Counts> counts, Instant at) {
        var objective = SloSamples.objective("99");
        var sample = SloSamples.slo(new TimeWindow.Rolling(SloSamples.DAYS_28), objective);
        var slo = new Slo(
                sample.name(),
                sample.description(),
                sample.indicator(),
                sample.window(),
                sample.objectives(),
                Optional.of(List.of(rule)));
        return Evaluation.of(slo, objective, CountSeries.of(counts), new EvaluationTime(at, Instant.EPOCH))
                .rules()
                .get(0);
    }
}
