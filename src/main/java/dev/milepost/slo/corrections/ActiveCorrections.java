package dev.milepost.slo.corrections;

import dev.milepost.slo.corrections.ExcludedTime.CorrectionRanges;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The corrections that hold for some SLOs, to be told for each. */
public final class ActiveCorrections {

    private final List<Correction> corrections;
    private final ScheduleCache schedules;

    ActiveCorrections(List<Correction> corrections, ScheduleCache schedules) {
        this.corrections = corrections;
        this.schedules = schedules;
    }

    /** What matters at a time: of all that the SLO looks back to, and of its window where that goes on. */
    public ExcludedTime of(SloDefinition slo, Instant now) {
        var window = slo.slo().window().at(now);
        return of(slo, new TimeRange(slo.slo().lookbackStart(now), window.to().isAfter(now) ? window.to() : now));
    }

    /** What of a range is taken out of an SLO; at its edges more than that. */
    ExcludedTime of(SloDefinition slo, TimeRange range) {
        var parts = corrections.stream()
                .filter(correction -> correction.scope().covers(slo))
                .flatMap(correction -> part(correction, range))
                .toList();
        return parts.isEmpty() ? ExcludedTime.NONE : ExcludedTime.of(parts);
    }

    private Stream<CorrectionRanges> part(Correction correction, TimeRange range) {
        var ranges = schedules.ranges(correction.schedule()).stream()
                .filter(one -> TimeRanges.overlap(range, one))
                .toList();
        return ranges.isEmpty() ? Stream.empty() : Stream.of(new CorrectionRanges(correction, ranges));
    }
}
