package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The time window of an SLO. */
public sealed interface TimeWindow {

    /** Returns the window at a time: the range that ends then, or the calendar period that contains it. */
    TimeRange at(Instant now);

    /**
     * Returns the window of which the minute before {@code now} is a part. At the end of a calendar period it is that
     * period, so that its final result can be read.
     */
    TimeRange endingAt(Instant now);

    /** Returns when an event that is in the window now leaves it. */
    Instant leavesAt(Instant event, Instant now);

    /** A window that moves with time. */
    record Rolling(Duration length) implements TimeWindow {

        @Override
        public TimeRange at(Instant now) {
            return TimeRange.endingAt(now, length);
        }

        @Override
        public TimeRange endingAt(Instant now) {
            return at(now);
        }

        @Override
        public Instant leavesAt(Instant event, Instant now) {
            return event.plus(length);
        }
    }

    /**
     * A window that starts anew with each period. Periods of days and longer start at the same local time of the zone,
     * so one can be an hour longer or shorter than another. If a clock change skips that time, the period starts later
     * by the length of the change.
     *
     * @param start the start of one of the periods
     */
    record Calendar(LocalDateTime start, ZoneId zone, DurationShorthand length) implements TimeWindow {

        private static final Duration MINUTE = Duration.ofMinutes(1);

        @Override
        public TimeRange at(Instant now) {
            long number = approximateNumber(now);
            while (start(number).isAfter(now)) {
                number--;
            }
            while (!start(number + 1).isAfter(now)) {
                number++;
            }
            return new TimeRange(start(number), start(number + 1));
        }

        @Override
        public TimeRange endingAt(Instant now) {
            return at(now.minus(MINUTE));
        }

        @Override
        public Instant leavesAt(Instant event, Instant now) {
            return at(event).to();
        }

        private Instant start(long number) {
            if (length.isCalendarBased()) {
                return length.addTo(start, number).atZone(zone).toInstant();
            }
            var duration = length.duration().orElseThrow();
            return start.atZone(zone).toInstant().plus(duration.multipliedBy(number));
        }

        private long approximateNumber(Instant now) {
            if (length.isCalendarBased()) {
                var days = ChronoUnit.DAYS.between(start, now.atZone(zone).toLocalDateTime());
                return (long) Math.floor(days / length.approximateDays());
            }
            var duration = length.duration().orElseThrow();
            return Math.floorDiv(ChronoUnit.MINUTES.between(start.atZone(zone).toInstant(), now), duration.toMinutes());
        }
    }
}
