package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    /** What is up to the bound is all on one side, and a nanosecond more is on the other. */
    @ParameterizedTest
    @CsvSource({
        "lte, 180, 180",
        "gt, 0.3, 0.3",
        "lt, 180, 179.999999999",
        "gte, 0.3, 0.299999999",
        "lt, 0.0000000015, 0.000000001"
    })
    void separatesGoodFromBad(String op, BigDecimal seconds, BigDecimal bound) {
        var threshold = new Threshold(op, seconds);
        var last = Duration.ofNanos(bound.movePointRight(9).longValueExact());

        assertThat(threshold.bound()).isEqualByComparingTo(bound);
        assertThat(threshold.isMetBy(last)).isEqualTo(threshold.isUpper());
        assertThat(threshold.isMetBy(last.plusNanos(1))).isNotEqualTo(threshold.isUpper());
    }

    @Test
    void parsesValidThresholds() {
        var indicator = SloSamples.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: latency}
                spec:
                  service: scaffolder
                  indicator:
                    metadata: {name: duration}
                    spec:
                      thresholdMetric:
                        metricSource:
                          type: milepost
                          spec:
                            from: {event: a.started}
                            to: {event: a.completed}
                            by: [data.id]
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{op: lte, value: 0.3, target: 0.99}]
                """).indicator();
        var from = SloSamples.event("s", "a.started", "2026-06-01T10:00:00Z", "{\"id\": \"1\"}");
        var to = SloSamples.event("e", "a.completed", "2026-06-01T10:00:00.300001Z", "{\"id\": \"1\"}");
        var before = SloSamples.event("e", "a.completed", "2026-06-01T09:00:00Z", "{\"id\": \"1\"}");

        assertThat(indicator.goodDuration()).contains(new Threshold("lte", new BigDecimal("0.3")));
        assertThat(indicator.duration(List.of(from, to))).contains(Duration.ofNanos(300_001_000));
        assertThat(indicator.duration(List.of(from))).isEmpty();
        assertThat(indicator.duration(List.of(to))).isEmpty();
        assertThat(indicator.duration(List.of(from, before))).isEmpty();
    }
}
