package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Definitions of every method, and what each has to come to. */
enum SampleSlos {
    SUCCESS(success(), "Occurrences", ""),
    SUCCESS_BY_HOUR(success(), "RatioTimeslices", "timeSliceWindow: 1h, "),
    REPORTS(reports(), "Occurrences", ""),
    LATENCY(latency(), "Occurrences", "op: lte, value: %d, "),
    LATENCY_SLICES(latency(), "Timeslices", "op: lte, value: %d, timeSliceTarget: 0.8, timeSliceWindow: 5m, ");

    private static final List<SampleSlos> ALL = List.of(values());
    private static final List<Integer> SECONDS = List.of(180, 60);
    private static final List<String> TARGETS = List.of("0.9", "0.95");
    private static final Duration WINDOW = Duration.ofDays(28);

    private final String indicator;
    private final String method;
    private final String objective;

    SampleSlos(String indicator, String method, String objective) {
        this.indicator = indicator;
        this.method = method;
        this.objective = objective;
    }

    static SampleSlos any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    String sloName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Some version of it: another threshold is counted anew, another target is not. */
    SloDefinition any(Random random, int version) {
        var seconds = SECONDS.get(random.nextInt(2));
        var target = TARGETS.get(random.nextInt(2));
        var yaml = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s, annotations: {milepost.dev/silence: bad}}
                spec:
                  service: sample
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: %s
                  objectives: [{%starget: %s}]
                  indicator:
                    metadata: {name: sample}
                    spec:
                %s""".formatted(sloName(), method, objective.formatted(seconds), target, indicator.indent(6));
        return TestDefinitions.slo(yaml, version);
    }

    /** Holds what was counted against a plain computation. */
    static void check(SloCounts sloCounts, Collection<GoldenEvent> events, Instant now) {
        var sample = ALL.stream()
                .filter(one -> one.sloName().equals(sloCounts.slo().name()))
                .findFirst()
                .orElseThrow();
        var slo = sloCounts.countedDefinition().slo();
        var objective = slo.objectives().get(0);
        var evaluation =
                Evaluation.of(slo, objective, sloCounts.series(), new EvaluationTime(now, sloCounts.observedSince()));
        var oracle = sample.plain(sloCounts.countedDefinition().json(), events);

        var length = sample == SUCCESS_BY_HOUR ? Duration.ofHours(1) : Duration.ofMinutes(5);
        var end = sample.method.equals("Occurrences") ? now : wholeSlices(now, length);
        assertThat(counts(evaluation.counts()))
                .as(sloCounts.slo().name())
                .isEqualTo(oracle.between(end.minus(WINDOW), end));
        if (sample.method.equals("Occurrences")) {
            var burn = evaluation.rules().get(0).overLong();
            assertThat(counts(Counts.of(
                            burn.measure().good().longValueExact(),
                            burn.measure().bad().longValueExact())))
                    .isEqualTo(valid(oracle.between(now.minus(burn.over()), now)));
        } else {
            var share = sample == SUCCESS_BY_HOUR ? null : new BigDecimal("0.8");
            var slices = oracle.slices(end.minus(WINDOW), end, length, share, sloCounts.observedSince());
            assertThat(evaluation.measure().good()).isEqualByComparingTo(slices.good());
            assertThat(evaluation.measure().bad()).isEqualByComparingTo(slices.bad());
        }
    }

    private static Instant wholeSlices(Instant time, Duration length) {
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length.toMillis()) * length.toMillis());
    }

    private CountingOracle plain(String definition, Collection<GoldenEvent> events) {
        return switch (this) {
            case SUCCESS, SUCCESS_BY_HOUR -> CountingOracle.success(events);
            case REPORTS -> CountingOracle.reports(events, "a");
            case LATENCY, LATENCY_SLICES ->
                CountingOracle.latency(events, definition.contains("\"value\":180") ? 180 : 60);
        };
    }

    private static Map<String, Long> counts(Counts counts) {
        var all = new TreeMap<>(counts.excluded());
        all.put("good", counts.good());
        all.put("bad", counts.bad());
        all.values().removeIf(count -> count == 0);
        return all;
    }

    private static Map<String, Long> valid(Map<String, Long> counts) {
        var valid = new TreeMap<>(counts);
        valid.keySet().retainAll(List.of("good", "bad"));
        return valid;
    }

    private static String success() {
        return """
                ratioMetric:
                  total:
                    metricSource:
                      type: milepost
                      spec:
                        events: [scaffold.completed]
                        by: [source, data.task_id]
                        exclude: [{reason: cancelled, when: data.status == "cancelled"}]
                  good:
                    metricSource: {type: milepost, spec: {filter: data.status == "success"}}
                """;
    }

    private static String reports() {
        return """
                ratioMetric:
                  total:
                    metricSource:
                      type: milepost
                      spec: {events: [scaffold.completed], filter: data.template_id == "a"}
                  bad:
                    metricSource: {type: milepost, spec: {filter: data.status != "success"}}
                """;
    }

    private static String latency() {
        return """
                thresholdMetric:
                  metricSource:
                    type: milepost
                    spec:
                      from: {event: scaffold.started}
                      to: {event: scaffold.completed, filter: data.status == "success"}
                      by: [source, data.task_id]
                """;
    }
}
