package dev.milepost.delivery.fourkeys;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days, weeks and months of a window in a time zone. */
final class WindowCalendar {

    private final ZoneId zone;
    private final Window window;

    WindowCalendar(ZoneId zone, Window window) {
        this.zone = zone;
        this.window = window;
    }

    /** The length of the buckets of a series. Weeks are those of ISO 8601. */
    enum BucketInterval {
        DAY,
        WEEK,
        MONTH;

        LocalDate firstDay(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        LocalDate next(LocalDate firstDay) {
            return switch (this) {
                case DAY -> firstDay.plusDays(1);
                case WEEK -> firstDay.plusWeeks(1);
                case MONTH -> firstDay.plusMonths(1);
            };
        }
    }

    /** @param partial whether the bucket is cut by the start or end of the window */
    record TimeBucket(Window window, boolean partial) {}

    /** The start of each day of the window; at least one, even if the window is empty. */
    List<Instant> days() {
        var days = new ArrayList<>(List.of(start(firstDay())));
        for (var day = firstDay().plusDays(1); start(day).isBefore(window.to()); day = day.plusDays(1)) {
            days.add(start(day));
        }
        return days;
    }

    /** The window, split into buckets. */
    List<TimeBucket> buckets(BucketInterval interval) {
        var buckets = new ArrayList<TimeBucket>();
        for (var day = interval.firstDay(firstDay()); start(day).isBefore(window.to()); day = interval.next(day)) {
            var full = new Window(start(day), start(interval.next(day)));
            var from = full.from().isBefore(window.from()) ? window.from() : full.from();
            var to = full.to().isAfter(window.to()) ? window.to() : full.to();
            var cut = new Window(from, to);
            if (from.isBefore(to)) {
                buckets.add(new TimeBucket(cut, !cut.equals(full)));
            }
        }
        return buckets;
    }

    /**
     * The median number of days with a deployment per whole week; weeks without a deployment are included.
     *
     * @param part a part of the window
     * @param deployed the numbers of days with a deployment; the first day of the window is 0
     * @return null if the part contains no whole week
     */
    @Nullable
    Double medianDaysPerWeek(Window part, BitSet deployed) {
        var weeks = new ArrayList<Integer>();
        var first = firstDay();
        for (var day = BucketInterval.WEEK.firstDay(first.plusDays(6)); ; day = day.plusWeeks(1)) {
            if (start(day.plusWeeks(1)).isAfter(part.to())) {
                break;
            }
            if (!start(day).isBefore(part.from())) {
                int number = (int) (day.toEpochDay() - first.toEpochDay());
                weeks.add(deployed.get(number, number + 7).cardinality());
            }
        }
        weeks.sort(null);
        return weeks.isEmpty() ? null : (weeks.get((weeks.size() - 1) / 2) + weeks.get(weeks.size() / 2)) / 2.0;
    }

    private LocalDate firstDay() {
        return LocalDate.ofInstant(window.from(), zone);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
