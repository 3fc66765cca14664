package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.counting.ReconciliationPlan.DefinitionSwitch;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationPlanTest {

    private static final SloDefinition SLOW = slo("latency", 1, "180", "0.9");
    private static final SloDefinition FAST = slo("latency", 2, "60", "0.9");
    private static final SloDefinition STRICT = slo("latency", 2, "180", "0.99");
    private static final SloDefinition OTHER = slo("other", 1, "180", "0.5");

    @Test
    void startsNewIndicatorAndUsesItAtOnce() {
        var plan = new ReconciliationPlan(List.of(SLOW, OTHER), Map.of(), List.of());

        assertThat(plan.toStart()).containsOnlyKeys(digest(SLOW));
        assertThat(plan.toSwitch()).extracting(DefinitionSwitch::slo).containsExactlyInAnyOrder(SLOW, OTHER);
    }

    @Test
    void keepsCountsOnTargetChange() {
        var plan = new ReconciliationPlan(
                List.of(STRICT), Map.of("latency", row(SLOW, 1)), List.of(indicator(1, SLOW, true)));

        assertThat(plan.toStart()).isEmpty();
        assertThat(plan.toSwitch()).extracting(DefinitionSwitch::slo).containsExactlyInAnyOrder(STRICT);
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void usesPreviousIndicatorUntilRecountIsComplete() {
        var counted = Map.of("latency", row(SLOW, 1));
        var begins = new ReconciliationPlan(List.of(FAST), counted, List.of(indicator(1, SLOW, true)));
        var goesOn = new ReconciliationPlan(
                List.of(FAST), counted, List.of(indicator(1, SLOW, true), indicator(2, FAST, false)));
        var ends = new ReconciliationPlan(
                List.of(FAST), counted, List.of(indicator(1, SLOW, true), indicator(2, FAST, true)));

        assertThat(begins.toStart()).containsOnlyKeys(digest(FAST));
        assertThat(begins.toSwitch()).isEmpty();
        assertThat(goesOn.isEmpty()).isTrue();
        assertThat(ends.toSwitch()).extracting(DefinitionSwitch::slo).containsExactlyInAnyOrder(FAST);
        assertThat(ends.unused()).containsExactly(1);
    }

    @Test
    void skipsIncompletePreviousIndicator() {
        var plan = new ReconciliationPlan(
                List.of(FAST), Map.of("latency", row(SLOW, 1)), List.of(indicator(1, SLOW, false)));

        assertThat(plan.toSwitch()).extracting(DefinitionSwitch::slo).containsExactlyInAnyOrder(FAST);
        assertThat(plan.unused()).containsExactly(1);
    }

    @Test
    void recountsAfterRuleVersionChange() {
        var counted = Map.of("latency", row(SLOW, 1));
        var before = new IndicatorCountRepository.Row(1, "by the rules before", true, null, null);

        var begins = new ReconciliationPlan(List.of(SLOW), counted, List.of(before));
        var goesOn = new ReconciliationPlan(List.of(SLOW), counted, List.of(before, indicator(2, SLOW, false)));
        var ends = new ReconciliationPlan(List.of(SLOW), counted, List.of(before, indicator(2, SLOW, true)));

        assertThat(begins.toStart()).containsOnlyKeys(digest(SLOW));
        assertThat(begins.toSwitch()).isEmpty();
        assertThat(begins.unused()).isEmpty();
        assertThat(goesOn.isEmpty()).isTrue();
        assertThat(ends.toSwitch()).extracting(DefinitionSwitch::slo).containsExactlyInAnyOrder(SLOW);
        assertThat(ends.unused()).containsExactly(1);
    }

    @Test
    void keepsSharedIndicators() {
        var counted = Map.of("latency", row(SLOW, 1), "other", row(OTHER, 1));
        var all = List.of(indicator(1, SLOW, true), indicator(2, FAST, true));

        var changed = new ReconciliationPlan(List.of(FAST, OTHER), counted, all);
        var gone = new ReconciliationPlan(List.of(OTHER), counted, all);

        assertThat(changed.unused()).isEmpty();
        assertThat(gone.removed()).containsExactly("latency");
        assertThat(gone.unused()).containsExactly(2);
    }

    private static CountedDefinitionRepository.Row row(SloDefinition slo, int indicator) {
        return new CountedDefinitionRepository.Row(slo.name(), slo.version(), slo.digest(), indicator, Instant.EPOCH);
    }

    private static IndicatorCountRepository.Row indicator(int id, SloDefinition slo, boolean complete) {
        return new IndicatorCountRepository.Row(id, digest(slo), complete, null, null);
    }

    private static String digest(SloDefinition slo) {
        return IndicatorCount.digest(slo.slo().indicator());
    }

    private static SloDefinition slo(String name, int version, String seconds, String target) {
        var yaml = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: sample
                  budgetingMethod: Occurrences
                  objectives: [{op: lte, value: %s, target: %s}]
                  indicator:
                    metadata: {name: duration}
                    spec:
                      thresholdMetric:
                        metricSource:
                          type: milepost
                          spec: {from: {event: scaffold.started}, to: {event: scaffold.completed}, by: [data.task_id]}
                """.formatted(name, seconds, target);
        return TestDefinitions.slo(yaml, version);
    }
}
