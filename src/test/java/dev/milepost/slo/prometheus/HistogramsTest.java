package dev.milepost.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.slo.counting.CountedIndicators.CountedIndicator;
import dev.milepost.slo.counting.OutcomesChanged;
import dev.milepost.slo.counting.OutcomesChanged.OutcomeChange;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.Outcome.Kind;
import dev.milepost.slo.objectives.SliEvent;
import dev.milepost.slo.objectives.Threshold;
import dev.milepost.testing.Seeds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramsTest {

    private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");

    @Test
    void haveBucketAtThreshold() {
        assertThat(Buckets.of(new Threshold("lte", new BigDecimal("0.30"))).labels())
                .containsExactly(
                        "0.1", "0.3", "1.0", "3.0", "10.0", "30.0", "60.0", "180.0", "300.0", "600.0", "1800.0",
                        "3600.0", "14400.0", "86400.0", "+Inf");
        assertThat(Buckets.of(new Threshold("lte", new BigDecimal("2.5"))).labels())
                .contains("1.0", "2.5", "3.0");
        assertThat(Buckets.of(new Threshold("lt", new BigDecimal("180"))).labels())
                .contains("179.999999999", "180.0");
        assertThat(Buckets.of(new Threshold("lte", new BigDecimal("1E+6"))).labels())
                .contains("1000000.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "0.3, 0.3", "0.300001, 1.0", "180, 180.0", "180.000001, 300.0", "86401, +Inf"})
    void assignDurationsToBuckets(BigDecimal seconds, String label) {
        assertThat(Buckets.of(new Threshold("lte", new BigDecimal("0.3"))).label(seconds))
                .isEqualTo(label);
    }

    /**
     * A law: whatever comes late, twice or in another order, what was counted less what was withdrawn is what holds, and
     * neither of the two ever falls.
     */
    @Seeds(bounded = 20, all = 60)
    void agreeWithOutcomes(long seed) {
        var random = new Random(seed);
        var indicator = latency(List.of("lte", "lt", "gte", "gt").get(random.nextInt(4)));
        var kept = new HashMap<Integer, List<SliEvent>>();
        var totals = new TreeMap<String, DurationTotals>();
        var before = series(indicator, totals);
        for (int i = 0; i < 60; i++) {
            var run = random.nextInt(12);
            var was = kept.getOrDefault(run, List.of());
            var all = new ArrayList<>(was);
            all.add(event(random, run));
            kept.put(run, indicator.decidingEvents(all));
            DurationTotalChanges.of(new OutcomesChanged(
                            List.of(new OutcomeChange(7, indicator, was, indicator.decidingEvents(all)))))
                    .forEach((cell, change) -> totals.merge(cell.bucket(), change, DurationTotals::plus));
            var after = series(indicator, totals);
            before.forEach((name, value) -> assertThat(after.get(name)).isGreaterThanOrEqualTo(value));
            before = after;
        }
        var outcomes = kept.values().stream().map(indicator::outcome).toList();
        long valid = outcomes.stream()
                .filter(outcome -> outcome.kind() == Kind.GOOD || outcome.kind() == Kind.BAD)
                .count();
        long good =
                outcomes.stream().filter(outcome -> outcome.kind() == Kind.GOOD).count();
        var threshold = indicator.goodDuration().orElseThrow();
        var le = "_bucket{indicator=\"7\",le=\"%s\",slo=\"latency\"}".formatted(Buckets.formatBound(threshold.bound()));

        assertThat(holding(before, "_count{indicator=\"7\",slo=\"latency\"}")).isEqualTo((double) valid);
        assertThat(holding(before, le)).isEqualTo((double) (threshold.isUpper() ? good : valid - good));
    }

    private static double holding(Map<String, Double> series, String name) {
        return series.getOrDefault("milepost_slo_duration_seconds" + name, Double.NaN)
                - series.getOrDefault("milepost_slo_duration_withdrawn_seconds" + name, Double.NaN);
    }

    private static Map<String, Double> series(Indicator indicator, Map<String, DurationTotals> totals) {
        var counted = new CountedIndicator("latency", 7, indicator);
        return PrometheusFixtures.series(Histograms.of(List.of(counted), Map.of(7, totals)));
    }

    private static SliEvent event(Random random, int run) {
        var starts = random.nextInt(3) == 0;
        // around the bound, and on it
        var time = starts
                ? START.minusSeconds(random.nextInt(3))
                : START.plusSeconds(176 + random.nextInt(8)).plusNanos(random.nextInt(2) * 1_000L);
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("run", "r" + run)
                .put("status", random.nextInt(5) == 0 ? "failure" : "success");
        var id = Integer.toString(random.nextInt(1_000));
        return new SliEvent("/test", id, starts ? "run.started" : "run.completed", time, data, null);
    }

    private static Indicator latency(String op) {
        var text = """
                {apiVersion: openslo/v1, kind: SLO, metadata: {name: latency}, spec: {service: s,
                 budgetingMethod: Occurrences, timeWindow: [{duration: 28d, isRolling: true}],
                 objectives: [{op: %s, value: 180, target: 0.99}],
                 indicator: {metadata: {name: duration}, spec: {thresholdMetric: {metricSource: {type: milepost, spec: {
                  from: {event: run.started}, to: {event: run.completed, filter: data.status == "success"},
                  by: [data.run]}}}}}}}
                """.formatted(op);
        return TestDefinitions.slo(text, 1).slo().indicator();
    }
}
