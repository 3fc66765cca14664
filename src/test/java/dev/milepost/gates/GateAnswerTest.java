package dev.milepost.gates;

import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.TestDefinitions;
import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Recovery;
import dev.milepost.objectives.Series;
import dev.milepost.slo.Standing;
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
class GateAnswerTest {

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
    void decidesByTheBudget(int bad, int good, Decision decision, String state, String rule) {
        var answer = ask("change", standing("one", Map.of(Duration.ofDays(20), Counts.of(good, bad))));

        assertThat(answer.objectives().get(0).state().name()).isEqualTo(state);
        assertThat(answer.decision()).isEqualTo(decision);
        assertThat(answer.rule()).isEqualTo(rule);
    }

    @Test
    void isCautiousWhileABurnIsFast() {
        var standing = standing(
                "one", Map.of(Duration.ofDays(20), Counts.of(10_000, 0), Duration.ofMinutes(3), Counts.of(0, 30)));

        var answer = ask("change", standing);

        assertThat(answer.objectives().get(0).firing()).contains("5-percent-in-6h");
        assertThat(answer.decision()).isEqualTo(Decision.CAUTION);
        assertThat(answer.rule()).isEqualTo("fast_burn");
        assertThat(answer.liftsAt()).isNull();
    }

    @Test
    void isAsStrictAsTheStrictest() {
        var fine = standing("a-fine", Map.of(Duration.ofDays(20), Counts.of(100, 0)));
        var low = standing("b-low", Map.of(Duration.ofDays(20), Counts.of(92, 8)));
        var first = standing("c-first", Map.of(Duration.ofDays(20), Counts.of(80, 20)));
        var last = standing("d-last", Map.of(Duration.ofDays(3), Counts.of(80, 20)));

        var answer = ask("change", fine, low, first, last);

        assertThat(answer.decision()).isEqualTo(Decision.FREEZE);
        assertThat(answer.frozen()).isTrue();
        assertThat(answer.slo()).isEqualTo("c-first");
        assertThat(answer.liftsAt()).isEqualTo(NOW.plus(Duration.ofDays(25)));
        assertThat(answer.objectives())
                .extracting(Verdict::decision)
                .containsExactly(Decision.ALLOW, Decision.CAUTION, Decision.FREEZE, Decision.FREEZE);
        assertThat(answer.explanation())
                .isEqualTo(
                        "c-first: The error budget of the window is used up (-100 % left), so releases are frozen, until"
                                + " 2026-07-10T12:00:00Z if nothing else happens; reliability_fix and security may"
                                + " go ahead.");
    }

    /** Two bad ones of ten freeze, and one alone freezes nothing: it lifts when the first of them leaves. */
    @Test
    void liftsWhenWhatIsLeftDecidesNothing() {
        var standing =
                standing("one", Map.of(Duration.ofDays(20), Counts.of(4, 1), Duration.ofDays(10), Counts.of(4, 1)));

        var answer = ask("change", standing);

        assertThat(answer.decision()).isEqualTo(Decision.FREEZE);
        assertThat(answer.liftsAt()).isEqualTo(NOW.plus(Duration.ofDays(8)));
    }

    /** Where a milder rule freezes as well, it goes on when the stricter one no longer holds. */
    @Test
    void liftsWhenNoRuleOfTheBudgetFreezes() {
        var policy = PolicySchema.read(json("""
                {'rules': [
                  {'name': 'spent', 'decision': 'freeze', 'when': {'remaining_ratio_at_most': 0}, 'reason': 'r'},
                  {'name': 'little', 'decision': 'freeze', 'when': {'remaining_ratio_below': 0.5}, 'reason': 'r'}]}
                """));
        // 10 of 100 may be bad, and were; then 7 of 97, and 2 of 92
        var standing = standing(
                "one",
                Map.of(
                        Duration.ofDays(20), Counts.of(0, 3),
                        Duration.ofDays(10), Counts.of(0, 5),
                        Duration.ofDays(1), Counts.of(90, 2)));

        var verdict = Verdict.of(standing, standing.objectives().get(0), policy);

        assertThat(verdict.rule()).isEqualTo("spent");
        assertThat(verdict.liftsAt()).isEqualTo(NOW.plus(Duration.ofDays(18)));
    }

    /** As the SLO itself tells it: 81.8181 % overspent. */
    @Test
    void tellsTheSameNumberAsTheSlo() {
        var standing = standing("one", Map.of(Duration.ofDays(20), Counts.of(18, 4)));

        assertThat(ask("change", standing).explanation()).contains("(-81.8181 % left)");
        assertThat(standing.objectives().get(0).evaluation().explanation()).contains("overspent by 81.8181 %");
    }

    @Test
    void letsExceptionsGoAhead() {
        var answer = ask("security", standing("one", Map.of(Duration.ofDays(20), Counts.of(80, 20))));

        assertThat(answer.decision()).isEqualTo(Decision.ALLOW);
        assertThat(answer.frozen()).isTrue();
        assertThat(answer.exception()).isNotNull();
        assertThat(answer.explanation()).endsWith("so releases are frozen, and this one goes ahead as security.");
    }

    @Test
    void freezesNothingByWhatASingleEventDecides() {
        var policy = PolicySchema.read(PolicySchema.resource("/slos/gate-policy.json"));
        var strict = new GatePolicy(policy.rules().subList(0, 1), List.of());
        var standing = standing("one", Map.of(Duration.ofDays(20), Counts.of(4, 1)));

        var verdict = Verdict.of(standing, standing.objectives().get(0), strict);

        assertThat(verdict.decision()).isEqualTo(Decision.ALLOW);
        assertThat(verdict.rule()).isNull();
        assertThat(verdict.reason()).contains("budget_exhausted would freeze");
        var nothing = standing("one", Map.of());
        assertThat(Verdict.of(nothing, nothing.objectives().get(0), strict).reason())
                .contains("Nothing has been counted");
    }

    private static GateAnswer ask(String kind, Standing... standings) {
        var stored = Policies.FIRST;
        return GateAnswer.of(
                new GateQuestion(null, null, "scaffolder", List.of(), kind),
                stored,
                List.of(standings).stream()
                        .map(standing ->
                                Verdict.of(standing, standing.objectives().get(0), stored.policy()))
                        .toList());
    }

    /** @param counts by how long ago they were */
    private static Standing standing(String name, Map<Duration, Counts> counts) {
        var slo = slo(name);
        var steps = new HashMap<Instant, Counts>();
        counts.forEach((ago, counted) -> steps.put(NOW.minus(ago), counted));
        var objective = slo.slo().objectives().get(0);
        var series = Series.of(steps);
        var moment = new Moment(NOW, Instant.EPOCH);
        var evaluation = Evaluation.of(slo.slo(), objective, series, moment);
        return new Standing(
                slo,
                NOW,
                List.of(new Standing.OfObjective(objective, evaluation)),
                List.of(),
                of -> Optional.of(new Recovery(slo.slo(), of, series, moment)));
    }

    private static DefinedSlo slo(String name) {
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
