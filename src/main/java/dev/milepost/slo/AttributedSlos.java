package dev.milepost.slo;

import dev.milepost.attribution.Contribution;
import dev.milepost.attribution.Dimension;
import dev.milepost.attribution.Grouping;
import dev.milepost.attribution.LabelCounts;
import dev.milepost.counting.CountedSlos;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Answers how one SLO stands, and where that comes from. */
@ApplicationScoped
class AttributedSlos {

    private final CountedSlos counted;
    private final LabelCounts labels;
    private final Standings standings;

    AttributedSlos(CountedSlos counted, LabelCounts labels, Standings standings) {
        this.counted = counted;
        this.labels = labels;
        this.standings = standings;
    }

    /** @param by null where it is not to be told by groups */
    @Snapshot
    SloAnswer find(String name, @Nullable Dimension by) {
        var now = standings.now();
        var found = counted.find(name, slo -> slo.looksBackTo(now));
        var taken = standings.time(found, now).ranges();
        var grouping = new Grouping(found.by().slo(), new Moment(now, found.since()), taken);
        var edges = grouping.edges();
        var range = new Range(edges.get(0), edges.get(edges.size() - 1));
        var groups = by == null
                ? null
                : grouping
                        .groups(by, labels.find(name, by, range, edges.subList(0, Math.max(1, edges.size() - 1))))
                        .stream()
                        .map(Group::of)
                        .toList();
        return SloAnswer.of(standings.standing(found, now))
                .with(Contribution.of(labels.findBad(name, range), taken), groups);
    }
}
