package dev.milepost.alerts;

import dev.milepost.counting.CountedSlo.Progress;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.SloBodies;
import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Series;
import dev.milepost.slo.Standing;
import dev.milepost.slo.Standing.OfObjective;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches an objective of the 28 days before and tells of it, without a database. */
final class Tower {

    static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    /** Warns at ten times, over an hour and five minutes. */
    static final String FAST = """
            {apiVersion: openslo/v1, kind: SLO,
             metadata: {name: success, displayName: Success, annotations: {milepost.dev/owner: 'group:default/platform'}},
             spec: {service: scaffolder, budgetingMethod: Occurrences, timeWindow: [{duration: 28d, isRolling: true}],
              objectives: [{displayName: Usable, target: 0.95}],
              indicator: {metadata: {name: runs}, spec: {ratioMetric: {
               total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}},
               good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}}}},
              alertPolicies: [{kind: AlertPolicy, metadata: {name: on-call}, spec: {notificationTargets: [], POLICY
               conditions: [{kind: AlertCondition, metadata: {name: fast}, spec: {severity: page, condition: {
                kind: burnrate, op: gt, threshold: 10, lookbackWindow: 1h}}}]}}]}}
            """;

    private static final BudgetSignals BUDGETS = new BudgetSignals(
            List.of(new BigDecimal("50"), new BigDecimal("25"), new BigDecimal("10"), BigDecimal.ZERO), BigDecimal.ONE);

    final Map<Signal, Alert> told = new LinkedHashMap<>();
    final List<Transition> news = new ArrayList<>();
    private final Map<Instant, Counts> counts = new HashMap<>();
    private DefinedSlo defined = SUCCESS;
    private Progress progress = Progress.COMPLETE;
    private boolean byTheOneBefore;

    private static final DefinedSlo SUCCESS = defined(slo(""), 1);

    private static DefinedSlo defined(String text, int version) {
        var documents = SloBodies.documents("application/yaml", text.getBytes(StandardCharsets.UTF_8));
        return SloBodies.one(documents, version);
    }

    static String slo(String policy) {
        return FAST.replace("POLICY", policy);
    }

    void count(Instant minute, long good, long bad) {
        counts.merge(minute, Counts.of(good, bad), Counts::plus);
    }

    void define(String documents) {
        defined = defined(documents, defined.version() + 1);
    }

    /** From now on only a part of the past is counted, or all of it by the definition before. */
    void isBeingCounted(boolean byTheOneBefore) {
        progress = new Progress(false, START, null);
        this.byTheOneBefore = byTheOneBefore;
    }

    void isCounted() {
        progress = Progress.COMPLETE;
        byTheOneBefore = false;
    }

    private int countedVersion() {
        return byTheOneBefore ? defined.version() - 1 : defined.version();
    }

    Standing standing(Instant now) {
        var series = Series.of(counts);
        return new Standing(
                defined,
                now,
                defined.slo().objectives().stream()
                        .map(objective -> new OfObjective(
                                objective,
                                Evaluation.of(defined.slo(), objective, series, new Moment(now, Instant.EPOCH))))
                        .toList(),
                List.of(),
                objective -> Optional.empty(),
                countedVersion(),
                progress);
    }

    /** What is told at a time. */
    List<Transition> watch(Instant now) {
        return keep(observe(now), now);
    }

    List<Transition> forget(Instant now) {
        return keep(List.of(), now);
    }

    private List<Transition> keep(List<Observation> seen, Instant now) {
        var transitions = Transition.all(told.values(), seen, now);
        transitions.forEach(transition -> told.put(transition.alert().signal(), transition.alert()));
        news.addAll(transitions);
        return transitions;
    }

    List<Observation> observe(Instant now) {
        return Watched.of(standing(now)).stream()
                .flatMap(watched -> watched.signals(BUDGETS).stream())
                .toList();
    }
}
