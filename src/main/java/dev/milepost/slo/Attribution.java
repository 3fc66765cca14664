package dev.milepost.slo;

import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers how one SLO stands, and where that comes from. */
@ApplicationScoped
class Attribution {

    private static final List<Range> NOTHING_TAKEN_OUT = List.of();

    private final Standings standings;
    private final LabelCounts counts;

    Attribution(Standings standings, LabelCounts counts) {
        this.standings = standings;
        this.counts = counts;
    }

    /** @param by null where it is not to be told by groups */
    @Snapshot
    SloAnswer find(String name, @Nullable Dimension by) {
        var standing = standings.current(name);
        var grouping = new Grouping(standing.slo().slo(), new Moment(standing.at(), standing.at()), NOTHING_TAKEN_OUT);
        var edges = grouping.edges();
        var range = new Range(edges.get(0), edges.get(edges.size() - 1));
        var contributors = Contribution.of(counts.findBad(name, range), NOTHING_TAKEN_OUT);
        var starts = edges.subList(0, Math.max(1, edges.size() - 1));
        return SloAnswer.of(standing)
                .with(contributors, by == null ? null : grouping.groups(by, counts.find(name, by, range, starts)));
    }
}
