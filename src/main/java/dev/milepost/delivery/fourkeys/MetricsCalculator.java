package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.DurationSketch;
import dev.milepost.delivery.fourkeys.FourKeys.ChangeFailureRate;
import dev.milepost.delivery.fourkeys.FourKeys.Coverage;
import dev.milepost.delivery.fourkeys.FourKeys.DeploymentFrequency;
import dev.milepost.delivery.fourkeys.FourKeys.Estimator;
import dev.milepost.delivery.fourkeys.FourKeys.LeadTime;
import dev.milepost.delivery.fourkeys.FourKeys.Metrics;
import dev.milepost.delivery.fourkeys.FourKeys.NoDataReason;
import dev.milepost.delivery.fourkeys.FourKeys.RecoveryTime;
import dev.milepost.delivery.fourkeys.FourKeys.ReworkRate;
import dev.milepost.delivery.fourkeys.FourKeys.StageTime;
import dev.milepost.delivery.fourkeys.FourKeys.TimeToRestore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the metrics of {@code four-keys/1} from the counts of a window (docs/metrics.md). */
record MetricsCalculator(WindowCalendar calendar, Benchmark benchmark, LeadStart start, FailureSources failures) {

    private static final Estimator SKETCH = new Estimator("sketch", DurationSketch.RELATIVE_ERROR);

    /**
     * Where failures are known from.
     *
     * @param incidents whether any incident was ever received
     * @param remedies whether rollbacks and hotfixes count as failures
     */
    record FailureSources(boolean incidents, boolean remedies) {

        List<String> counted() {
            return remedies ? List.of("incident", "rollback", "hotfix") : List.of("incident");
        }
    }

    /**
     * @param details null if the changes are too many
     * @param eventsQuarantined null if it is not reported
     */
    Metrics calculate(
            MetricCounts tally, @Nullable ChangeDetails details, Window window, @Nullable Long eventsQuarantined) {
        var pending = details == null ? null : details.notYetDelivered();
        var metrics = new Metrics(
                deploymentFrequency(tally, window),
                leadTime(tally.changes(), details),
                changeFailureRate(tally.deployments()),
                timeToRestore(tally),
                recoveryTime(tally.recoveries()),
                reworkRate(tally.deployments()),
                new Coverage(
                        tally.deployments().withoutKnownChange(),
                        tally.incidents().unattributed(),
                        tally.incidents().leftOut(),
                        pending,
                        pending == null ? ChangeDetailReader.MOST_CHANGES : null,
                        eventsQuarantined),
                null);
        return benchmark.hasScore() ? metrics.withScore() : metrics;
    }

    private DeploymentFrequency deploymentFrequency(MetricCounts tally, Window window) {
        long count = tally.deployments().count();
        if (count == 0) {
            return new DeploymentFrequency(0, null, null, null, null, null, NoDataReason.NO_DEPLOYMENTS);
        }
        return new DeploymentFrequency(
                count,
                count / window.days(),
                tally.days().cardinality(),
                calendar.medianDaysPerWeek(window, tally.days()),
                benchmark.deploymentFrequency(count, window.days()),
                score(Score.ofFrequency(count, window.days())),
                null);
    }

    private LeadTime leadTime(MetricCounts.Changes delivered, @Nullable ChangeDetails details) {
        // DORA's lead time begins at the commit, so others have no level.
        var comparable = start == LeadStart.COMMIT;
        var changes = comparable || details == null ? delivered : details.changes();
        var leads = changes.leads();
        var median = leads.quantile(0.5);
        return new LeadTime(
                start,
                leads.count(),
                median,
                leads.quantile(0.75),
                leads.quantile(0.9),
                leads.quantile(0.95),
                leads.mean(),
                changes.negative(),
                comparable || details == null ? 0 : details.withoutStart(),
                changes.byRule(),
                details == null ? null : stages(details),
                estimator(leads),
                comparable ? benchmark.leadTimeForChanges(median) : null,
                comparable ? score(Score.ofDuration(median)) : null,
                median == null ? NoDataReason.NO_CHANGES : null);
    }

    private static Map<Stage, StageTime> stages(ChangeDetails details) {
        var stages = new EnumMap<Stage, StageTime>(Stage.class);
        details.stages()
                .forEach((stage, spans) -> stages.put(
                        stage,
                        new StageTime(
                                spans.durations().count(),
                                spans.durations().quantile(0.5),
                                spans.durations().quantile(0.9),
                                spans.durations().mean(),
                                spans.missing(),
                                spans.negative())));
        return stages;
    }

    private ChangeFailureRate changeFailureRate(MetricCounts.Deployments deployments) {
        var ratio = ratio(deployments.failed(), deployments.count());
        // Without a source of incidents the ratio is only a lower bound, which cannot be compared.
        var comparable = failures.incidents() ? ratio : null;
        return new ChangeFailureRate(
                deployments.failed(),
                deployments.count(),
                ratio,
                deployments.failedBy(),
                failures.counted(),
                benchmark.changeFailureRate(comparable),
                score(Score.ofRatio(comparable)),
                ratio == null
                        ? NoDataReason.NO_DEPLOYMENTS
                        : failures.incidents() ? null : NoDataReason.NO_INCIDENT_SOURCE);
    }

    private TimeToRestore timeToRestore(MetricCounts tally) {
        var restores = tally.restores();
        var median = restores.quantile(0.5);
        return new TimeToRestore(
                restores.count(),
                tally.incidents().open(),
                median,
                restores.quantile(0.9),
                restores.mean(),
                estimator(restores),
                benchmark.timeToRestore(median),
                median == null ? NoDataReason.NO_RESOLVED_INCIDENTS : null);
    }

    private RecoveryTime recoveryTime(DurationStats recoveries) {
        var median = recoveries.quantile(0.5);
        return new RecoveryTime(
                recoveries.count(),
                median,
                recoveries.quantile(0.9),
                recoveries.mean(),
                estimator(recoveries),
                score(Score.ofDuration(median)),
                median == null ? NoDataReason.NO_RESOLVED_INCIDENTS : null);
    }

    private ReworkRate reworkRate(MetricCounts.Deployments deployments) {
        var ratio = ratio(deployments.rework(), deployments.count());
        return new ReworkRate(
                deployments.rework(),
                deployments.count(),
                ratio,
                score(Score.ofRatio(ratio)),
                ratio == null ? NoDataReason.NO_DEPLOYMENTS : null);
    }

    private @Nullable Double score(@Nullable Double score) {
        return benchmark.hasScore() ? score : null;
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static @Nullable Estimator estimator(DurationStats spans) {
        return spans.isEstimated() ? SKETCH : null;
    }
}
