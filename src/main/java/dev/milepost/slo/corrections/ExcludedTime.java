package dev.milepost.slo.corrections;

import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The time that is excluded from one SLO.
 *
 * @param corrections the excluded time by correction, oldest correction first
 * @param ranges all excluded time: sorted, neither overlapping nor adjacent, so that no event is in two ranges
 */
public record ExcludedTime(List<CorrectionRanges> corrections, List<TimeRange> ranges) {

    public static final ExcludedTime NONE = new ExcludedTime(List.of(), List.of());

    /** The reason for events that a correction excludes. */
    public static final String REASON = "corrected";

    public ExcludedTime {
        corrections = List.copyOf(corrections);
        ranges = List.copyOf(ranges);
    }

    /** The time that one correction excludes. Other corrections can exclude it as well. */
    public record CorrectionRanges(Correction correction, List<TimeRange> ranges) {

        public CorrectionRanges {
            ranges = List.copyOf(ranges);
        }

        boolean overlaps(TimeRange window) {
            return ranges.stream().anyMatch(range -> TimeRanges.overlap(window, range));
        }
    }

    /**
     * The effect of a correction on a window.
     *
     * @param span from the start of its first occurrence in the window to the end of its last one, which can be after
     * the window
     * @param occurrences the number of occurrences in the window
     * @param excluded the valid events in it; an event that two corrections exclude is counted for both
     */
    public record Effect(Correction correction, TimeRange span, int occurrences, Counts excluded) {}

    static ExcludedTime of(List<CorrectionRanges> parts) {
        return new ExcludedTime(
                parts,
                TimeRanges.merged(
                        parts.stream().flatMap(part -> part.ranges().stream()).toList()));
    }

    /** Returns the counts without the excluded time. */
    public CountSeries of(CountSeries series) {
        return ranges.isEmpty() ? series : series.excluding(ranges, REASON);
    }

    public boolean overlaps(TimeRange window) {
        return ranges.stream().anyMatch(range -> TimeRanges.overlap(window, range));
    }

    /** Returns the corrections that exclude a point in time. */
    public List<UUID> correctionsAt(Instant at) {
        return corrections.stream()
                .filter(part -> part.ranges().stream().anyMatch(range -> range.contains(at)))
                .map(part -> part.correction().id())
                .toList();
    }

    /**
     * Returns the effect of each correction that overlaps a window.
     *
     * @param uncorrected the counts without corrections
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
        // The occurrences of one correction can overlap as well.
        var taken = TimeRanges.merged(met).stream()
                .map(range -> series.validCounts(TimeRanges.intersection(range, window)))
                .reduce(Counts.NONE, Counts::plus);
        var last =
                met.stream().map(TimeRange::to).max(Comparator.naturalOrder()).orElseThrow();
        return new Effect(part.correction(), new TimeRange(met.get(0).from(), last), met.size(), taken);
    }
}
