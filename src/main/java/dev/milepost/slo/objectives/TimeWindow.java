package dev.milepost.slo.objectives;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Over which time an objective is kept. */
public sealed interface TimeWindow {

    /** The window at a time: one that ends then, or the period of the calendar that it is in. */
    TimeRange at(Instant now);

    /** When an event that is in the window now will be so no longer. */
    Instant leavesAt(Instant event, Instant now);

    /** Moves along with time. */
    record Rolling(Duration length) implements TimeWindow {

        @Override
        public TimeRange at(Instant now) {
            return TimeRange.endingAt(now, length);
        }

        @Override
        public Instant leavesAt(Instant event, Instant now) {
            return event.plus(length);
        }
    }

    /**
     * Begins anew. Periods of days and longer begin at the same time of the day by the clocks of the zone, so that one
     * may be an hour longer or shorter than another; where clocks leave that time out, they begin when it would be next.
     *
     * @param start of one of the periods
     */
    record Calendar(LocalDateTime start, ZoneId zone, DurationShorthand length) implements TimeWindow {

        @Override
        public TimeRange at(Instant now) {
            long number = guess(now);
            while (start(number).isAfter(now)) {
                number--;
            }
            while (!start(number + 1).isAfter(now)) {
                number++;
            }
            return new TimeRange(start(number), start(number + 1));
        }

        @Override
        public Instant leavesAt(Instant event, Instant now) {
            return at(now).to();
        }

        private Instant start(long number) {
            if (length.isCalendarBased()) {
                return length.addTo(start, number).atZone(zone).toInstant();
            }
            var duration = length.duration().orElseThrow();
            return start.atZone(zone).toInstant().plus(duration.multipliedBy(number));
        }

        private long guess(Instant now) {
            if (length.isCalendarBased()) {
                var days = ChronoUnit.DAYS.between(start, now.atZone(zone).toLocalDateTime());
                return (long) Math.floor(days / length.approximateDays());
            }
            var duration = length.duration().orElseThrow();
            return Math.floorDiv(ChronoUnit.MINUTES.between(start.atZone(zone).toInstant(), now), duration.toMinutes());
        }
    }
}
