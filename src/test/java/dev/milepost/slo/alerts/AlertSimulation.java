package dev.milepost.slo.alerts;

import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.EventFlow;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.slo.status.SloStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches an objective of the 28 days before and tells of it, without a database. */
final class AlertSimulation {

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

    private static final BudgetObservations BUDGETS = new BudgetObservations(
            List.of(new BigDecimal("50"), new BigDecimal("25"), new BigDecimal("10"), BigDecimal.ZERO), BigDecimal.ONE);

    final Map<AlertKey, Alert> told = new LinkedHashMap<>();
    final List<Transition> news = new ArrayList<>();
    private final Map<Instant, Counts> counts = new HashMap<>();
    private SloDefinition defined = SUCCESS;
    private Progress progress = Progress.COMPLETE;
    private boolean byTheOneBefore;

    private static final SloDefinition SUCCESS = defined(slo(""), 1);

    private static SloDefinition defined(String text, int version) {
        return TestDefinitions.slo(text, version);
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

    SloStatus standing(Instant now) {
        var series = CountSeries.of(counts);
        return new SloStatus(
                defined,
                now,
                defined.slo().objectives().stream()
                        .map(objective ->
                                Evaluation.of(defined.slo(), objective, series, new EvaluationTime(now, Instant.EPOCH)))
                        .toList(),
                List.of(),
                objective -> Optional.empty(),
                countedVersion(),
                progress,
                EventFlow.of(series, List.of(), new TimeRange(defined.slo().lookbackStart(now), now), null),
                null);
    }

    /** What is told at a time. */
    List<Transition> watch(Instant now) {
        return keep(observe(now), now);
    }

    List<Transition> forget(Instant now) {
        return keep(List.of(), now);
    }

    private List<Transition> keep(List<AlertObservation> observations, Instant now) {
        var transitions = Transition.all(told.values(), observations, now);
        transitions.forEach(transition -> told.put(transition.alert().key(), transition.alert()));
        news.addAll(transitions);
        return transitions;
    }

    List<AlertObservation> observe(Instant now) {
        return WatchedObjective.of(standing(now)).stream()
                .flatMap(watched -> watched.observe(BUDGETS).stream())
                .toList();
    }
}
