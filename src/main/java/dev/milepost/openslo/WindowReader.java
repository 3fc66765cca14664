package dev.milepost.openslo;

import dev.milepost.objectives.Shorthand;
import dev.milepost.objectives.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Reads time windows and the durations of objectives. */
final class WindowReader {

    /** Four weeks have as many weekends whenever they begin (Site Reliability Workbook, chapter 2). */
    private static final Duration OTHERWISE = Duration.ofDays(28);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_SLICE = Duration.ofDays(1);

    private final Faults faults;

    WindowReader(Faults faults) {
        this.faults = faults;
    }

    /** The one that there is; 28 days, rolling, where there is none. */
    TimeWindow window(Place windows) {
        if (windows.elements().isEmpty()) {
            return new TimeWindow.Rolling(OTHERWISE);
        }
        var window = windows.elements().get(0);
        var duration = window.of("duration");
        var calendar = window.of("calendar");
        if (!calendar.exists()) {
            return new TimeWindow.Rolling(fixed(duration, LONGEST).orElse(OTHERWISE));
        }
        var length = Shorthand.parse(duration.text()).orElseThrow();
        if (length.isOfCalendar() ? length.days() > LONGEST.toDays() : isLonger(length, LONGEST)) {
            faults.add(duration.pointer(), "must be no longer than a year to be computed");
        }
        var start = CalendarText.start(calendar.of("startTime").text());
        var zone = ZoneId.of(calendar.of("timeZone").text());
        if (start.atZone(zone).toEpochSecond() % 60 != 0) {
            faults.add(
                    calendar.of("startTime").pointer(),
                    "must be a whole minute to be computed, as counts are kept by it");
        }
        return new TimeWindow.Calendar(start, zone, length);
    }

    /** A slice: a duration, or a number of minutes. */
    Duration slice(Place window) {
        if (!window.value().isNumber()) {
            return fixed(window, LONGEST_SLICE).orElse(Duration.ofMinutes(1));
        }
        var minutes = window.number();
        if (minutes.stripTrailingZeros().scale() > 0
                || minutes.compareTo(BigDecimal.valueOf(LONGEST_SLICE.toMinutes())) > 0) {
            faults.add(window.pointer(), "must be whole minutes, and at most a day of them, to be computed");
            return Duration.ofMinutes(1);
        }
        return Duration.ofMinutes(minutes.longValueExact());
    }

    /** A duration that is as long whenever it begins; a fault and nothing where it is not. */
    Optional<Duration> fixed(Place duration, Duration longest) {
        var parsed = Shorthand.parse(duration.text());
        if (parsed.flatMap(Shorthand::duration).isEmpty()) {
            faults.add(duration.pointer(), "must be in minutes, hours, days or weeks to be computed");
            return Optional.empty();
        }
        if (isLonger(parsed.get(), longest)) {
            faults.add(duration.pointer(), "must be at most %d hours to be computed".formatted(longest.toHours()));
            return Optional.empty();
        }
        return parsed.get().duration();
    }

    private static boolean isLonger(Shorthand shorthand, Duration longest) {
        return shorthand.duration().orElseThrow().compareTo(longest) > 0;
    }
}
