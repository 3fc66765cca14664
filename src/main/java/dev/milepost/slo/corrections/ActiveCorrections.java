package dev.milepost.slo.corrections;

import dev.milepost.slo.corrections.ExcludedTime.CorrectionRanges;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The active corrections of some SLOs. They can be looked up for each SLO. */
public final class ActiveCorrections {

    public static final ActiveCorrections NONE = new ActiveCorrections(List.of(), schedule -> List.of());

    private final List<Correction> corrections;
    private final Function<Schedule, List<TimeRange>> occurrences;

    ActiveCorrections(List<Correction> corrections, Function<Schedule, List<TimeRange>> occurrences) {
        this.corrections = corrections;
        this.occurrences = occurrences;
    }

    /** Returns the excluded time that is relevant at a time: in the SLO's lookback and in the rest of its window. */
    public ExcludedTime of(SloDefinition slo, Instant now) {
        var window = slo.slo().window().endingAt(now);
        return of(slo, new TimeRange(slo.slo().lookbackStart(now), window.to().isAfter(now) ? window.to() : now));
    }

    /** Returns the excluded time of an SLO in a range. Ranges that cross its edges are returned whole. */
    public ExcludedTime of(SloDefinition slo, TimeRange range) {
        var parts = corrections.stream()
                .filter(correction -> correction.scope().covers(slo))
                .flatMap(correction -> part(correction, range))
                .toList();
        return parts.isEmpty() ? ExcludedTime.NONE : ExcludedTime.of(parts);
    }

    private Stream<CorrectionRanges> part(Correction correction, TimeRange range) {
        var ranges = occurrences.apply(correction.schedule()).stream()
                .filter(one -> TimeRanges.overlap(range, one))
                .toList();
        return ranges.isEmpty() ? Stream.empty() : Stream.of(new CorrectionRanges(correction, ranges));
    }
}
