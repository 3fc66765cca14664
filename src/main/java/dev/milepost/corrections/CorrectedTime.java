package dev.milepost.corrections;

import dev.milepost.objectives.Counts;
import dev.milepost.objectives.Range;
import dev.milepost.objectives.Series;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The time that is taken out of one SLO.
 *
 * @param parts by whom, oldest correction first
 * @param ranges all of it: sorted, none touching another, so that no event is in two
 */
public record CorrectedTime(List<Part> parts, List<Range> ranges) {

    public static final CorrectedTime NONE = new CorrectedTime(List.of(), List.of());

    /** Why events are excluded that a correction took out. */
    public static final String REASON = "corrected";

    public CorrectedTime {
        parts = List.copyOf(parts);
        ranges = List.copyOf(ranges);
    }

    /** What one correction takes out, which others may take out as well. */
    public record Part(Correction correction, List<Range> ranges) {

        public Part {
            ranges = List.copyOf(ranges);
        }

        boolean meets(Range window) {
            return ranges.stream().anyMatch(range -> Ranges.meet(window, range));
        }
    }

    /**
     * What a correction does to a window.
     *
     * @param span from when it first holds in the window to when it last does, which may be beyond
     * @param occurrences how often it holds
     * @param taken the valid events in it; one that two corrections take out is with both
     */
    public record Effect(Correction correction, Range span, int occurrences, Counts taken) {}

    static CorrectedTime of(List<Part> parts) {
        return new CorrectedTime(
                parts,
                Ranges.merged(
                        parts.stream().flatMap(part -> part.ranges().stream()).toList()));
    }

    /** What was counted, without what was taken out. */
    public Series of(Series series) {
        return ranges.isEmpty() ? series : series.without(ranges, REASON);
    }

    public boolean meets(Range window) {
        return ranges.stream().anyMatch(range -> Ranges.meet(window, range));
    }

    /** The corrections that take out a moment. */
    public List<UUID> takenBy(Instant at) {
        return parts.stream()
                .filter(part -> part.ranges().stream().anyMatch(range -> range.contains(at)))
                .map(part -> part.correction().id())
                .toList();
    }

    /**
     * What each does to a window that it meets.
     *
     * @param uncorrected what was counted
     */
    public List<Effect> effects(Series uncorrected, Range window) {
        return parts.stream()
                .filter(part -> part.meets(window))
                .map(part -> effect(part, uncorrected, window))
                .toList();
    }

    private static Effect effect(Part part, Series series, Range window) {
        var met = part.ranges().stream()
                .filter(range -> Ranges.meet(window, range))
                .toList();
        // Times of one correction may overlap as well.
        var taken = Ranges.merged(met).stream()
                .map(range -> series.validIn(Ranges.within(range, window)))
                .reduce(Counts.NONE, Counts::plus);
        var last = met.stream().map(Range::to).max(Comparator.naturalOrder()).orElseThrow();
        return new Effect(part.correction(), new Range(met.get(0).from(), last), met.size(), taken);
    }
}
