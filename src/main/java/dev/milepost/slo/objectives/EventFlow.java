package dev.milepost.slo.objectives;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of an indicator still come.
 *
 * @param lastEventAt the start of the minute of the last event, also of an excluded one; null if none has come
 * @param rhythm null if too few events came to expect a next one
 * @param missingSince from when on an event has been overdue; null if none is
 */
public record EventFlow(
        @Nullable Instant lastEventAt,
        @Nullable Rhythm rhythm,
        @Nullable Instant missingSince) {

    public static final EventFlow UNKNOWN = new EventFlow(null, null, null);

    /**
     * @param range how far back the counts reach, and now
     * @param stored the last event if it is before the range; null if there is none
     */
    public static EventFlow of(CountSeries series, TimeRange range, @Nullable Instant stored) {
        var last = series.lastIn(range);
        if (last == null) {
            return new EventFlow(stored, null, null);
        }
        // From the start of a day on, so that it is computed once a day while nothing comes.
        var from = range.from().truncatedTo(ChronoUnit.DAYS);
        var rhythm = series.rhythm(new TimeRange(from, range.to())).orElse(null);
        if (rhythm == null) {
            return new EventFlow(last, null, null);
        }
        var overdue = resumed(series, last, range.to()).plus(rhythm.tolerated());
        return new EventFlow(last, rhythm, overdue.isBefore(range.to()) ? overdue : null);
    }

    /** Returns true if events came and no longer do: one is overdue, or the window has none. */
    public boolean isEnded(TimeRange window) {
        return missingSince != null || lastEventAt != null && lastEventAt.isBefore(window.from());
    }

    /** Returns the last event, or the end of a later correction: no events are expected during planned work. */
    private static Instant resumed(CountSeries series, Instant last, Instant now) {
        var resumed = last;
        for (var corrected : series.correctedRanges()) {
            if (corrected.to().isAfter(resumed) && corrected.from().isBefore(now)) {
                resumed = corrected.to().isAfter(now) ? now : corrected.to();
            }
        }
        return resumed;
    }
}
