package dev.milepost.slo.objectives;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of an indicator still come.
 *
 * @param lastEventAt the start of the minute of the last event, also of an excluded one; null if none has come
 * @param rhythm null if too few events came to expect a next one
 * @param missingSince from when on an event has been overdue, at the latest; null if none is
 */
public record EventFlow(
        @Nullable Instant lastEventAt,
        @Nullable Rhythm rhythm,
        @Nullable Instant missingSince) {

    public static final EventFlow UNKNOWN = new EventFlow(null, null, null);

    /**
     * Valid events that were stored, however long ago.
     *
     * @param minutes the number of minutes with such events in the 30 days that end with the last one
     */
    public record EarlierEvents(Instant lastEventAt, long minutes) {}

    /**
     * @param corrected the time that corrections exclude
     * @param range how far back the counts reach, and now
     * @param earlier used if the range has no events; null if none came
     */
    public static EventFlow of(
            CountSeries series, List<TimeRange> corrected, TimeRange range, @Nullable EarlierEvents earlier) {
        var last = series.lastIn(range);
        if (last == null) {
            return earlier == null ? UNKNOWN : of(earlier, range);
        }
        // From the start of a day on, so that it is computed once a day.
        var from = range.from().truncatedTo(ChronoUnit.DAYS);
        var rhythm = series.rhythm(new TimeRange(from, range.to())).orElse(null);
        if (rhythm == null) {
            return new EventFlow(last, null, null);
        }
        var overdue = resumed(corrected, last, range.to()).plus(rhythm.tolerated());
        return new EventFlow(last, rhythm, overdue.isBefore(range.to()) ? overdue : null);
    }

    /** An event is overdue, at the latest, when the last one left the range. Without a rhythm none is expected. */
    private static EventFlow of(EarlierEvents earlier, TimeRange range) {
        var overdue = earlier.lastEventAt().plus(range.length());
        var wasRegular = earlier.minutes() > Rhythm.MIN_INTERVALS && overdue.isBefore(range.to());
        return new EventFlow(earlier.lastEventAt(), null, wasRegular ? overdue : null);
    }

    /** Returns the last event, or the end of a later correction: no events are expected during planned work. */
    private static Instant resumed(List<TimeRange> corrected, Instant last, Instant now) {
        var resumed = last;
        for (var work : corrected) {
            if (work.to().isAfter(resumed) && work.from().isBefore(now)) {
                resumed = work.to().isAfter(now) ? now : work.to();
            }
        }
        return resumed;
    }
}
