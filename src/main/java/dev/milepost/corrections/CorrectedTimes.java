package dev.milepost.corrections;

import dev.milepost.corrections.CorrectedTime.Part;
import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Range;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The corrections that hold for some SLOs, to be told for each. */
public final class CorrectedTimes {

    private final List<Correction> corrections;
    private final Schedules schedules;

    CorrectedTimes(List<Correction> corrections, Schedules schedules) {
        this.corrections = corrections;
        this.schedules = schedules;
    }

    /** What matters at a time: of all that the SLO looks back to, and of its window where that goes on. */
    public CorrectedTime of(DefinedSlo slo, Instant now) {
        var window = slo.slo().window().at(now);
        return of(slo, new Range(slo.slo().looksBackTo(now), window.to().isAfter(now) ? window.to() : now));
    }

    /** What of a range is taken out of an SLO; at its edges more than that. */
    CorrectedTime of(DefinedSlo slo, Range range) {
        var parts = corrections.stream()
                .filter(correction -> correction.scope().covers(slo))
                .flatMap(correction -> part(correction, range))
                .toList();
        return parts.isEmpty() ? CorrectedTime.NONE : CorrectedTime.of(parts);
    }

    private Stream<Part> part(Correction correction, Range range) {
        var ranges = schedules.ranges(correction.schedule()).stream()
                .filter(one -> Ranges.meet(range, one))
                .toList();
        return ranges.isEmpty() ? Stream.empty() : Stream.of(new Part(correction, ranges));
    }
}
