package dev.milepost.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.TestDefinitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final DefinedSlo SLOW = slo("latency", 1, "180", "0.9");
    private static final DefinedSlo FAST = slo("latency", 2, "60", "0.9");
    private static final DefinedSlo STRICT = slo("latency", 2, "180", "0.99");
    private static final DefinedSlo OTHER = slo("other", 1, "180", "0.5");

    @Test
    void beginsWhatIsNewAndAnswersByItAtOnce() {
        var plan = new Plan(List.of(SLOW, OTHER), Map.of(), List.of());

        assertThat(plan.begun()).containsOnlyKeys(digest(SLOW));
        assertThat(plan.followed()).containsOnlyKeys(SLOW, OTHER);
    }

    @Test
    void countsNothingAnewForAnotherTarget() {
        var plan = new Plan(List.of(STRICT), Map.of("latency", row(SLOW, 1)), List.of(reckoning(1, SLOW, true)));

        assertThat(plan.begun()).isEmpty();
        assertThat(plan.followed()).containsOnlyKeys(STRICT);
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void answersByTheOneBeforeUntilTheNextIsComplete() {
        var counted = Map.of("latency", row(SLOW, 1));
        var begins = new Plan(List.of(FAST), counted, List.of(reckoning(1, SLOW, true)));
        var goesOn = new Plan(List.of(FAST), counted, List.of(reckoning(1, SLOW, true), reckoning(2, FAST, false)));
        var ends = new Plan(List.of(FAST), counted, List.of(reckoning(1, SLOW, true), reckoning(2, FAST, true)));

        assertThat(begins.begun()).containsOnlyKeys(digest(FAST));
        assertThat(begins.followed()).isEmpty();
        assertThat(goesOn.isEmpty()).isTrue();
        assertThat(ends.followed()).containsOnlyKeys(FAST);
        assertThat(ends.unused()).containsExactly(1);
    }

    @Test
    void doesNotWaitForWhatNeverWasComplete() {
        var plan = new Plan(List.of(FAST), Map.of("latency", row(SLOW, 1)), List.of(reckoning(1, SLOW, false)));

        assertThat(plan.followed()).containsOnlyKeys(FAST);
        assertThat(plan.unused()).containsExactly(1);
    }

    @Test
    void countsAnewWhatIsCountedByOtherRulesThanToday() {
        var counted = Map.of("latency", row(SLOW, 1));
        var before = new ReckoningRepository.Row(1, "by the rules before", true, null, null);

        var begins = new Plan(List.of(SLOW), counted, List.of(before));
        var goesOn = new Plan(List.of(SLOW), counted, List.of(before, reckoning(2, SLOW, false)));
        var ends = new Plan(List.of(SLOW), counted, List.of(before, reckoning(2, SLOW, true)));

        assertThat(begins.begun()).containsOnlyKeys(digest(SLOW));
        assertThat(begins.followed()).isEmpty();
        assertThat(begins.unused()).isEmpty();
        assertThat(goesOn.isEmpty()).isTrue();
        assertThat(ends.followed()).containsOnlyKeys(SLOW);
        assertThat(ends.unused()).containsExactly(1);
    }

    @Test
    void keepsWhatAnotherUses() {
        var counted = Map.of("latency", row(SLOW, 1), "other", row(OTHER, 1));
        var all = List.of(reckoning(1, SLOW, true), reckoning(2, FAST, true));

        var changed = new Plan(List.of(FAST, OTHER), counted, all);
        var gone = new Plan(List.of(OTHER), counted, all);

        assertThat(changed.unused()).isEmpty();
        assertThat(gone.removed()).containsExactly("latency");
        assertThat(gone.unused()).containsExactly(2);
    }

    private static CountedRepository.Row row(DefinedSlo slo, int reckoning) {
        return new CountedRepository.Row(slo.name(), slo.version(), slo.digest(), reckoning, Instant.EPOCH);
    }

    private static ReckoningRepository.Row reckoning(int id, DefinedSlo slo, boolean complete) {
        return new ReckoningRepository.Row(id, digest(slo), complete, null, null);
    }

    private static String digest(DefinedSlo slo) {
        return Reckoning.digest(slo.slo().indicator());
    }

    private static DefinedSlo slo(String name, int version, String seconds, String target) {
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
