package dev.milepost.slo.status;

import dev.milepost.platform.sql.Snapshot;
import dev.milepost.slo.attribution.Contribution;
import dev.milepost.slo.attribution.GroupEvaluator;
import dev.milepost.slo.attribution.LabelCountRepository;
import dev.milepost.slo.attribution.OutcomeDimension;
import dev.milepost.slo.attribution.TrafficShare;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Returns the status of one SLO with its contributors and groups. */
@ApplicationScoped
class SloBreakdown {

    private final LabelCountRepository labels;
    private final SloStatusReader statusReader;

    SloBreakdown(LabelCountRepository labels, SloStatusReader statusReader) {
        this.labels = labels;
        this.statusReader = statusReader;
    }

    /** @param by the dimension of the groups; null for no groups */
    @Snapshot
    SloView find(String name, @Nullable OutcomeDimension by) {
        var at = statusReader.clock();
        var sloCounts = statusReader.counts(name, at);
        var taken = statusReader.excludedTime(sloCounts, at).ranges();
        var evaluator = new GroupEvaluator(
                sloCounts.countedDefinition().slo(), new EvaluationTime(at, sloCounts.observedSince()), taken);
        var edges = evaluator.boundaries();
        var range = new TimeRange(edges.get(0), edges.get(edges.size() - 1));
        var groups = by == null
                ? null
                : evaluator.groups(by, labels.find(name, by, range, edges.subList(0, Math.max(1, edges.size() - 1))));
        var contributors = Contribution.of(labels.findBad(name, range), taken);
        // Without the events of each group it is not known whether one is merely large.
        return SloView.of(statusReader.status(sloCounts, at))
                .withBreakdown(
                        contributors,
                        groups == null ? null : GroupView.of(groups),
                        groups == null ? Contribution.sentence(contributors) : TrafficShare.sentence(groups));
    }
}
