package dev.milepost.slo.gates;

import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.counting.SloCounts.Suspension;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.gates.GatePolicy.GateDecision;
import dev.milepost.slo.objectives.BudgetRecovery;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.status.SloStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy that Milepost brings along makes of objectives of 90 % over 28 days. */
class GateResultTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    /** Bad ones so long ago that no burn rule looks at them, beside good ones. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, ALLOW, NO_DATA,",
        "0, 5, ALLOW, INSUFFICIENT_DATA,",
        "1, 9, CAUTION, LIKELY_MET, budget_low",
        "1, 4, CAUTION, INSUFFICIENT_DATA, budget_low",
        "2, 8, FREEZE, LIKELY_BREACHED, budget_exhausted",
        "10, 90, FREEZE, LIKELY_MET, budget_exhausted",
        "9, 91, CAUTION, LIKELY_MET, budget_low",
        "8, 92, CAUTION, LIKELY_MET, budget_low",
        "7, 93, ALLOW, LIKELY_MET,",
        "0, 1000, ALLOW, MET,",
        "300, 700, FREEZE, BREACHED, budget_exhausted"
    })
    void decidesByTheBudget(int bad, int good, GateDecision decision, String state, String rule) {
        var result = ask("change", standing("one", Map.of(Duration.ofDays(20), Counts.of(good, bad))));

        assertThat(result.objectives().get(0).state().name()).isEqualTo(state);
        assertThat(result.decision()).isEqualTo(decision);
        assertThat(result.rule()).isEqualTo(rule);
    }

    @Test
    void cautionsDuringFastBurn() {
        var status = standing(
                "one", Map.of(Duration.ofDays(20), Counts.of(10_000, 0), Duration.ofMinutes(3), Counts.of(0, 30)));

        var result = ask("change", status);

        assertThat(result.objectives().get(0).firing()).contains("5-percent-in-6h");
        assertThat(result.decision()).isEqualTo(GateDecision.CAUTION);
        assertThat(result.rule()).isEqualTo("fast_burn");
        assertThat(result.liftsAt()).isNull();
    }

    @Test
    void appliesStrictestRule() {
        var fine = standing("a-fine", Map.of(Duration.ofDays(20), Counts.of(100, 0)));
        var low = standing("b-low", Map.of(Duration.ofDays(20), Counts.of(92, 8)));
        var first = standing("c-first", Map.of(Duration.ofDays(20), Counts.of(80, 20)));
        var last = standing("d-last", Map.of(Duration.ofDays(3), Counts.of(80, 20)));

        var result = ask("change", fine, low, first, last);

        assertThat(result.decision()).isEqualTo(GateDecision.FREEZE);
        assertThat(result.frozen()).isTrue();
        assertThat(result.slo()).isEqualTo("c-first");
        assertThat(result.liftsAt()).isEqualTo(NOW.plus(Duration.ofDays(25)));
        assertThat(result.objectives())
                .extracting(ObjectiveVerdict::decision)
                .containsExactly(GateDecision.ALLOW, GateDecision.CAUTION, GateDecision.FREEZE, GateDecision.FREEZE);
        assertThat(result.explanation())
                .isEqualTo(
                        "c-first: The error budget of the window is used up (-100 % left), so releases are frozen until"
                                + " 2026-07-10T12:00:00Z if nothing else happens; reliability_fix and security may"
                                + " proceed.");
    }

    /** Two bad ones of ten freeze, and one alone freezes nothing: it lifts when the first of them leaves. */
    @Test
    void liftsWhenTooFewEventsRemain() {
        var status =
                standing("one", Map.of(Duration.ofDays(20), Counts.of(4, 1), Duration.ofDays(10), Counts.of(4, 1)));

        var result = ask("change", status);

        assertThat(result.decision()).isEqualTo(GateDecision.FREEZE);
        assertThat(result.liftsAt()).isEqualTo(NOW.plus(Duration.ofDays(8)));
    }

    /** Where a milder rule freezes as well, it goes on when the stricter one no longer holds. */
    @Test
    void liftsWithoutFreezingRule() {
        var policy = GatePolicySchema.read(json("""
                {'rules': [
                  {'name': 'spent', 'decision': 'freeze', 'when': {'remaining_ratio_at_most': 0}, 'reason': 'r'},
                  {'name': 'little', 'decision': 'freeze', 'when': {'remaining_ratio_below': 0.5}, 'reason': 'r'}]}
                """));
        // 10 of 100 may be bad, and were; then 7 of 97, and 2 of 92
        var status = standing(
                "one",
                Map.of(
                        Duration.ofDays(20), Counts.of(0, 3),
                        Duration.ofDays(10), Counts.of(0, 5),
                        Duration.ofDays(1), Counts.of(90, 2)));

        var verdict = ObjectiveVerdict.of(status, status.objectives().get(0), policy);

        assertThat(verdict.rule()).isEqualTo("spent");
        assertThat(verdict.liftsAt()).isEqualTo(NOW.plus(Duration.ofDays(18)));
    }

    /** As the SLO itself tells it: 81.8181 % overspent. */
    @Test
    void reportsSameBudgetAsSlo() {
        var status = standing("one", Map.of(Duration.ofDays(20), Counts.of(18, 4)));

        assertThat(ask("change", status).explanation()).contains("(-81.8181 % left)");
        assertThat(status.objectives().get(0).explanation()).contains("overspent by 81.8181 %");
    }

    @Test
    void allowsExceptions() {
        var result = ask("security", standing("one", Map.of(Duration.ofDays(20), Counts.of(80, 20))));

        assertThat(result.decision()).isEqualTo(GateDecision.ALLOW);
        assertThat(result.frozen()).isTrue();
        assertThat(result.exception()).isNotNull();
        assertThat(result.explanation()).endsWith("so releases are frozen. This one may proceed as security.");
    }

    @Test
    void freezesNothingOnSingleEvent() {
        var policy = GatePolicySchema.read(JsonSchemas.resource("/slos/gate-policy.json"));
        var strict = new GatePolicy(policy.rules().subList(0, 1), List.of());
        var status = standing("one", Map.of(Duration.ofDays(20), Counts.of(4, 1)));

        var verdict = ObjectiveVerdict.of(status, status.objectives().get(0), strict);

        assertThat(verdict.decision()).isEqualTo(GateDecision.ALLOW);
        assertThat(verdict.rule()).isNull();
        assertThat(verdict.reason()).contains("budget_exhausted would freeze");
        var nothing = standing("one", Map.of());
        assertThat(ObjectiveVerdict.of(nothing, nothing.objectives().get(0), strict)
                        .reason())
                .contains("No events were counted");
    }

    /** What is known against a release stays. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, CAUTION,",
        "0, 1000, CAUTION,",
        "9, 91, CAUTION, budget_low",
        "300, 700, FREEZE, budget_exhausted"
    })
    void allowsNothingWhileAnSloIsSuspended(int bad, int good, GateDecision decision, String rule) {
        var status = suspended(standing("one", Map.of(Duration.ofDays(20), Counts.of(good, bad))));

        var result = ask("change", status);

        assertThat(result.decision()).isEqualTo(decision);
        assertThat(result.slo()).isEqualTo("one");
        assertThat(result.rule()).isEqualTo(rule);
        assertThat(result.explanation().contains("have not been counted since 2026-06-15T11:00:00Z"))
                .isEqualTo(rule == null);
    }

    @Test
    void allowsNothingByARuleWhileAnSloIsSuspended() {
        var policy = GatePolicySchema.read(json("""
                {'rules': [{'name': 'fine', 'decision': 'allow', 'when': {'states': ['MET']}, 'reason': 'r'}]}
                """));
        var status = standing("one", Map.of(Duration.ofDays(20), Counts.of(1000, 0)));

        assertThat(ObjectiveVerdict.of(status, status.objectives().get(0), policy))
                .returns(GateDecision.ALLOW, ObjectiveVerdict::decision)
                .returns("fine", ObjectiveVerdict::rule);
        assertThat(ObjectiveVerdict.of(suspended(status), status.objectives().get(0), policy))
                .returns(GateDecision.CAUTION, ObjectiveVerdict::decision)
                .returns(null, ObjectiveVerdict::rule);
    }

    private static SloStatus suspended(SloStatus status) {
        var since = NOW.minus(Duration.ofHours(1));
        return new SloStatus(
                status.slo(),
                status.at(),
                status.objectives(),
                status.corrections(),
                status.recoveries(),
                status.countedVersion(),
                new Progress(true, null, null, new Suspension(since, since.plus(Duration.ofDays(1)))),
                status.flow(),
                status.disabled());
    }

    private static GateResult ask(String kind, SloStatus... standings) {
        var version = GatePolicyRepository.BUILT_IN;
        return GateResult.of(
                new GateRequest(null, null, "scaffolder", List.of(), kind),
                version,
                List.of(standings).stream()
                        .map(status ->
                                ObjectiveVerdict.of(status, status.objectives().get(0), version.policy()))
                        .toList(),
                List.of());
    }

    /** @param counts by how long ago they were */
    private static SloStatus standing(String name, Map<Duration, Counts> counts) {
        var slo = slo(name);
        var steps = new HashMap<Instant, Counts>();
        counts.forEach((ago, counted) -> steps.put(NOW.minus(ago), counted));
        var objective = slo.slo().objectives().get(0);
        var series = CountSeries.of(steps);
        var time = new EvaluationTime(NOW, Instant.EPOCH);
        var evaluation = Evaluation.of(slo.slo(), objective, series, time);
        return new SloStatus(
                slo,
                NOW,
                List.of(evaluation),
                List.of(),
                of -> Optional.of(new BudgetRecovery(slo.slo(), of, series, time)));
    }

    private static SloDefinition slo(String name) {
        return TestDefinitions.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: scaffolder
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  indicator:
                    metadata: {name: i}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(name));
    }
}
