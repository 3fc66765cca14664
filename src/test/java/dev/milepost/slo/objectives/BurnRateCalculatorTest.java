package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.BurnRateRule.MinimumEvents;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnRateCalculatorTest {

    private static final Target TARGET_99 = Target.ofPercent("99");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTES_5 = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        "99, 98, 2, 2",
        "99, 9900, 100, 1",
        "90, 4, 1, 2",
        "95, 0, 3, 20",
        "99.9, 997, 3, 3",
        "99.9, 998001, 1999, 1.999",
        "99, 7, 0, 0"
    })
    void isBadRatioByErrorBudget(String percent, long good, long bad, String rate) {
        var burn = BurnRate.of(HOUR, SliMeasurement.of(good, bad), Target.ofPercent(percent));

        assertThat(burn.rate()).isEqualByComparingTo(rate);
    }

    @Test
    void isUnknownWithoutEvents() {
        assertThat(BurnRate.of(HOUR, SliMeasurement.NONE, TARGET_99).rate()).isNull();
    }

    /** Good and bad ones of the last hour and the last five minutes, which the hour includes. */
    @ParameterizedTest
    @CsvSource({
        // 20 of 100 burn at 20, and so do 2 of the 10 in the end
        "80, 20, 8, 2, FIRING",
        // 13.44 % is 13.44, which does not exceed itself
        "8656, 1344, 8656, 1344, QUIET",
        "8655, 1345, 8655, 1345, FIRING",
        // it is over: nothing bad of late, or nothing at all
        "80, 20, 8, 0, QUIET",
        "80, 20, 0, 0, QUIET",
        // only of late
        "990, 10, 5, 5, QUIET",
        // one bad run of four is 25, and one bad run
        "3, 1, 0, 1, HELD_BACK",
        "3, 2, 0, 1, FIRING",
        "0, 0, 0, 0, NO_DATA",
        "5, 0, 1, 0, QUIET"
    })
    void requiresBothWindowsAndMinimumEvents(long good, long bad, long lateGood, long lateBad, RuleState expected) {
        var series = CountSeries.of(Map.of(
                NOW.minusSeconds(3000), Counts.of(good - lateGood, bad - lateBad),
                NOW.minusSeconds(60), Counts.of(lateGood, lateBad)));

        assertThat(standing(rule(Duration.ZERO, MinimumEvents.DEFAULT), series).state())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10, 2, FIRING", "11, 2, HELD_BACK", "1, 5, FIRING", "1, 6, HELD_BACK"})
    void respectsMinimumEvents(long minEvents, long minBad, RuleState expected) {
        var series = CountSeries.of(Map.of(NOW.minusSeconds(60), Counts.of(5, 5)));

        assertThat(standing(rule(Duration.ZERO, new MinimumEvents(minEvents, minBad)), series)
                        .state())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, FIRING", "3, FIRING", "4, PENDING"})
    void respectsAlertAfter(int minutes, RuleState expected) {
        var series = CountSeries.of(Map.of(NOW.minus(Duration.ofMinutes(4)), Counts.of(5, 5)));

        var ruleEvaluation = standing(rule(Duration.ofMinutes(minutes), MinimumEvents.DEFAULT), series);

        assertThat(ruleEvaluation.state()).isEqualTo(expected);
    }

    /** Counts are kept by the minute, so a window that is a part of one has nothing in it, whatever happens. */
    @ParameterizedTest
    @CsvSource({"5m, 60", "6m, 60", "30m, 180", "1h, 300"})
    void alignsToMinutes(String lookback, long shortSeconds) {
        var slo = SloSamples.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: runs}
                spec:
                  service: sample
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [x.y]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.ok}}}
                  alertPolicies:
                    - kind: AlertPolicy
                      metadata: {name: policy}
                      spec:
                        notificationTargets: []
                        conditions:
                          - kind: AlertCondition
                            metadata: {name: fast}
                            spec: {severity: page, condition: {threshold: 2, lookbackWindow: %s}}
                """.formatted(lookback));
        var series = CountSeries.of(Map.of(NOW.minusSeconds(60), Counts.of(5, 5)));

        var evaluation = Evaluation.of(slo, slo.objectives().get(0), series, new EvaluationTime(NOW, Instant.EPOCH));

        var ruleEvaluation = evaluation.rules().get(0);
        assertThat(ruleEvaluation.rule().shortWindow()).isEqualTo(Duration.ofSeconds(shortSeconds));
        assertThat(ruleEvaluation.state()).isEqualTo(RuleState.FIRING);
    }

    @Test
    void looksBackAtLeastOneSlice() {
        var timeSlicing =
                new TimeSlicing(Duration.ofMinutes(10), Optional.of(BigDecimal.ONE), TimeSlicing.EmptySlices.IGNORED);
        var objective = new Objective("", TARGET_99, Optional.of(timeSlicing));
        var series = CountSeries.of(Map.of(NOW.minus(Duration.ofMinutes(8)), Counts.of(0, 1)));
        var calculator = new BurnRateCalculator(
                SloSamples.slo(new TimeWindow.Rolling(SloSamples.DAYS_28), objective),
                objective,
                series,
                new EvaluationTime(NOW.plusSeconds(90), Instant.EPOCH));

        assertThat(calculator.rate(MINUTES_5).measure()).isEqualTo(SliMeasurement.of(0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        // days, target, valid and bad of the window, valid and bad of its latest tenth, seconds that the rest lasts
        "28, 99, 1000, 4, 100, 2, 725760", "30, 99.9, 1000000, 250, 100000, 90, 2160000",
        "28, 95, 200, 4, 20, 3, 483840", "28, 90, 100, 2, 10, 1, 1935360"
    })
    void predictsExhaustion(int days, String percent, long valid, long bad, long lateValid, long lateBad, long s) {
        var objective = SloSamples.objective(percent);
        var steps = new TreeMap<Instant, Counts>();
        steps.put(NOW.minus(Duration.ofDays(20)), Counts.of(valid - bad - (lateValid - lateBad), bad - lateBad));
        steps.put(NOW.minus(Duration.ofDays(1)), Counts.of(lateValid - lateBad, lateBad));
        var slo = SloSamples.slo(new TimeWindow.Rolling(Duration.ofDays(days)), objective);

        var evaluation = Evaluation.of(slo, objective, CountSeries.of(steps), new EvaluationTime(NOW, Instant.EPOCH));

        assertThat(evaluation.exhaustedAt()).isEqualTo(NOW.plusSeconds(s));
    }

    @Test
    void omitsExhaustionBeyondWindow() {
        var steady = CountSeries.of(Map.of(NOW.minus(Duration.ofDays(1)), Counts.of(999, 1)));
        var spent = CountSeries.of(Map.of(NOW.minus(Duration.ofDays(1)), Counts.of(90, 10)));

        // Half is left, and half as much as there may be goes: exactly as long as the window
        var exactly = CountSeries.of(Map.of(
                NOW.minus(Duration.ofDays(20)), Counts.of(796, 4), NOW.minus(Duration.ofDays(1)), Counts.of(199, 1)));

        assertThat(SloSamples.evaluate("99", steady).exhaustedAt()).isNull();
        assertThat(SloSamples.evaluate("99", exactly).exhaustedAt()).isNull();
        assertThat(SloSamples.evaluate("99", spent).exhaustedAt()).isNull();
        assertThat(SloSamples.evaluate("99", spent).budget().isExhausted()).isTrue();
    }

    /** A tenth of 28 days is 2 days, 19 hours and 12 minutes; the least is a minute, as counts are kept by it. */
    @ParameterizedTest
    @CsvSource({"40320, 4032, 2", "40320, 4033, 0", "5, 1, 2", "5, 2, 0", "25, 2, 2", "25, 3, 0"})
    void reportsRateOfLatestTenth(int window, int minutesAgo, long bad) {
        var objective = SloSamples.objective("99");
        var slo = SloSamples.slo(new TimeWindow.Rolling(Duration.ofMinutes(window)), objective);
        var series = CountSeries.of(Map.of(NOW.minus(Duration.ofMinutes(minutesAgo)), Counts.of(0, 2)));

        var rate = Evaluation.of(slo, objective, series, new EvaluationTime(NOW, Instant.EPOCH))
                .currentRate();

        assertThat(rate.measure()).isEqualTo(SliMeasurement.of(0, bad));
    }

    @Test
    void isExhaustedAtBudget() {
        assertThat(ErrorBudget.of(SliMeasurement.of(9, 1), Target.ofPercent("90"))
                        .isExhausted())
                .isTrue();
        assertThat(ErrorBudget.of(SliMeasurement.of(10, 1), Target.ofPercent("90"))
                        .isExhausted())
                .isFalse();
        assertThat(ErrorBudget.of(SliMeasurement.NONE, Target.ofPercent("90")).isExhausted())
                .isFalse();
    }

    private static BurnRateRule rule(Duration alertAfter, MinimumEvents minimum) {
        return new BurnRateRule("fast", "page", new BigDecimal("13.44"), HOUR, MINUTES_5, alertAfter, minimum);
    }

    private static RuleEvaluation standing(BurnRateRule rule, CountSeries series) {
        var objective = new Objective("", TARGET_99, Optional.empty());
        var slo = SloSamples.slo(new TimeWindow.Rolling(SloSamples.DAYS_28), objective);
        var withRule = new Slo(
                slo.name(),
                slo.description(),
                slo.indicator(),
                slo.window(),
                slo.objectives(),
                Optional.of(List.of(rule)));
        var evaluation = Evaluation.of(withRule, objective, series, new EvaluationTime(NOW, Instant.EPOCH));
        return Objects.requireNonNull(evaluation.rules().get(0));
    }
}
