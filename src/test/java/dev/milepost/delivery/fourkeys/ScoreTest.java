package dev.milepost.delivery.fourkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.delivery.facts.DurationSketch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ten-point score of the 2025 edition: each answer of the survey at its bound, and the means. */
class ScoreTest {

    private static final Window MONTH =
            new Window(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "24, 1, 10",
        "23, 1, 8",
        "1, 1, 8",
        "1, 1.001, 6",
        "1, 7, 6",
        "1, 7.001, 4",
        "1, 30, 4",
        "1, 30.001, 2",
        "1, 180, 2",
        "1, 180.001, 0",
        "1, 3650, 0"
    })
    void scoresFrequency(long deployments, double days, double score) {
        assertThat(Score.ofFrequency(deployments, days)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "3599.999999, 10",
        "3600, 8",
        "86399, 8",
        "86400, 6",
        "604799, 6",
        "604800, 4",
        "2591999, 4",
        "2592000, 2",
        "15551999, 2",
        "15552000, 0",
        "1e12, 0"
    })
    void scoresDurations(double seconds, double score) {
        assertThat(Score.ofDuration(seconds)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0.25, 7.5", "1, 0"})
    void scoresRatios(double ratio, double score) {
        assertThat(Score.ofRatio(ratio)).isEqualTo(score);
    }

    @Test
    void hasNoScoreWithoutValue() {
        assertThat(Score.ofFrequency(0, 30)).isNull();
        assertThat(Score.ofDuration(null)).isNull();
        assertThat(Score.ofRatio(null)).isNull();
    }

    @Test
    void isTheMeanOfItsParts() {
        var metrics = metrics(tally(spans(7_200), spans(100_000)));

        // Daily 8, hours 8, days 6; a quarter failed, none was rework.
        assertThat(metrics.score()).isEqualTo(new Score(22 / 3.0, (7.5 + 10) / 2));
        assertThat(metrics.deploymentFrequency().score()).isEqualTo(8);
        assertThat(metrics.leadTimeForChanges().score()).isEqualTo(8);
        assertThat(metrics.failedDeploymentRecoveryTime().score()).isEqualTo(6);
        assertThat(metrics.changeFailureRate().score()).isEqualTo(7.5);
        assertThat(metrics.deploymentReworkRate().score()).isEqualTo(10);
    }

    @Test
    void hasNoThroughputWithoutRecovery() {
        assertThat(metrics(tally(spans(7_200), DurationStats.NONE)).score()).isEqualTo(new Score(null, 8.75));
        assertThat(metrics(MetricCounts.EMPTY).score()).isEqualTo(new Score(null, null));
    }

    private static FourKeys.Metrics metrics(MetricCounts tally) {
        return new MetricsCalculator(
                        new WindowCalendar(ZoneOffset.UTC, MONTH),
                        Benchmark.EDITION_2025,
                        LeadStart.COMMIT,
                        new MetricsCalculator.FailureSources(true, true))
                .calculate(tally, null, MONTH, 0L);
    }

    private static MetricCounts tally(DurationStats leads, DurationStats recoveries) {
        return new MetricCounts(
                new MetricCounts.Deployments(40, 0, 10, 0, 0, 0),
                new MetricCounts.Changes(leads, 0, leads.count(), 0, 0, 0),
                new MetricCounts.Incidents(1, 0, 0, 0),
                recoveries,
                recoveries,
                new BitSet());
    }

    private static DurationStats spans(long seconds) {
        var micros = seconds * 1_000_000;
        return new DurationStats(
                1,
                BigDecimal.valueOf(micros),
                DurationSketch.of(micros),
                List.of((double) micros, (double) micros, (double) micros, (double) micros));
    }
}
