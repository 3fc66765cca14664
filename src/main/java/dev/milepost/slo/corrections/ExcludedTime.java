package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The time that is taken out of one SLO.
 *
 * @param corrections by whom, oldest correction first
 * @param ranges all of it: sorted, none touching another, so that no event is in two
 */
public record ExcludedTime(List<CorrectionRanges> corrections, List<TimeRange> ranges) {

    public static final ExcludedTime NONE = new ExcludedTime(List.of(), List.of());

    /** Why events are excluded that a correction took out. */
    public static final String REASON = "corrected";

    public ExcludedTime {
        corrections = List.copyOf(corrections);
        ranges = List.copyOf(ranges);
    }

    /** What one correction takes out, which others may take out as well. */
    public record CorrectionRanges(Correction correction, List<TimeRange> ranges) {

        public CorrectionRanges {
            ranges = List.copyOf(ranges);
        }

        boolean overlaps(TimeRange window) {
            return ranges.stream().anyMatch(range -> TimeRanges.overlap(window, range));
        }
    }

    /**
     * What a correction does to a window.
     *
     * @param span from when it first holds in the window to when it last does, which may be beyond
     * @param occurrences how often it holds
     * @param excluded the valid events in it; one that two corrections take out is with both
     */
    public record Effect(Correction correction, TimeRange span, int occurrences, Counts excluded) {}

    static ExcludedTime of(List<CorrectionRanges> parts) {
        return new ExcludedTime(
                parts,
                TimeRanges.merged(
                        parts.stream().flatMap(part -> part.ranges().stream()).toList()));
    }

    /** What was counted, without what was taken out. */
    public CountSeries of(CountSeries series) {
        return ranges.isEmpty() ? series : series.excluding(ranges, REASON);
    }

    public boolean overlaps(TimeRange window) {
        return ranges.stream().anyMatch(range -> TimeRanges.overlap(window, range));
    }

    /** The corrections that take out a moment. */
    public List<UUID> correctionsAt(Instant at) {
        return corrections.stream()
                .filter(part -> part.ranges().stream().anyMatch(range -> range.contains(at)))
                .map(part -> part.correction().id())
                .toList();
    }

    /**
     * What each does to a window that it meets.
     *
     * @param uncorrected what was counted
     */
    public List<Effect> effects(CountSeries uncorrected, TimeRange window) {
        return corrections.stream()
                .filter(part -> part.overlaps(window))
                .map(part -> effect(part, uncorrected, window))
                .toList();
    }

    private static Effect effect(CorrectionRanges part, CountSeries series, TimeRange window) {
        var met = part.ranges().stream()
                .filter(range -> TimeRanges.overlap(window, range))
                .toList();
        // Times of one correction may overlap as well.
        var taken = TimeRanges.merged(met).stream()
                .map(range -> series.validCounts(TimeRanges.intersection(range, window)))
                .reduce(Counts.NONE, Counts::plus);
        var last =
                met.stream().map(TimeRange::to).max(Comparator.naturalOrder()).orElseThrow();
        return new Effect(part.correction(), new TimeRange(met.get(0).from(), last), met.size(), taken);
    }
}
