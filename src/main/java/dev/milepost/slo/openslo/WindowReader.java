package dev.milepost.slo.openslo;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.slo.objectives.DurationShorthand;
import dev.milepost.slo.objectives.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Reads time windows and the durations of objectives. */
final class WindowReader {

    /** Any four weeks have the same number of weekends (Site Reliability Workbook, chapter 2). */
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(28);

    private static final Duration MAX_WINDOW = Duration.ofDays(366);
    private static final Duration MAX_SLICE = Duration.ofDays(1);

    private final FaultCollector faults;

    WindowReader(FaultCollector faults) {
        this.faults = faults;
    }

    /** Returns the only window; a rolling window of 28 days if there is none. */
    TimeWindow window(DocumentNode windows) {
        if (windows.elements().isEmpty()) {
            return new TimeWindow.Rolling(DEFAULT_WINDOW);
        }
        var window = windows.elements().get(0);
        var duration = window.member("duration");
        var calendar = window.member("calendar");
        if (!calendar.exists()) {
            return new TimeWindow.Rolling(fixed(duration, MAX_WINDOW).orElse(DEFAULT_WINDOW));
        }
        var length = DurationShorthand.parse(duration.text()).orElseThrow();
        if (length.isCalendarBased() ? length.approximateDays() > MAX_WINDOW.toDays() : isLonger(length, MAX_WINDOW)) {
            faults.add(duration.pointer(), "must be at most one year");
        }
        var start = CalendarParser.start(calendar.member("startTime").text());
        var zone = ZoneId.of(calendar.member("timeZone").text());
        if (start.atZone(zone).toEpochSecond() % 60 != 0) {
            faults.add(
                    calendar.member("startTime").pointer(),
                    "must be a whole minute, because events are counted per minute");
        }
        return new TimeWindow.Calendar(start, zone, length);
    }

    /** Reads the length of a time slice: a duration, or a number of minutes. */
    Duration slice(DocumentNode window) {
        if (!window.value().isNumber()) {
            return fixed(window, MAX_SLICE).orElse(Duration.ofMinutes(1));
        }
        var minutes = window.number();
        if (minutes.stripTrailingZeros().scale() > 0
                || minutes.compareTo(BigDecimal.valueOf(MAX_SLICE.toMinutes())) > 0) {
            faults.add(window.pointer(), "must be a whole number of minutes, and at most one day");
            return Duration.ofMinutes(1);
        }
        return Duration.ofMinutes(minutes.longValueExact());
    }

    /** Reads a duration of fixed length. If it has none or is too long, adds a fault and returns empty. */
    Optional<Duration> fixed(DocumentNode duration, Duration longest) {
        var parsed = DurationShorthand.parse(duration.text());
        if (parsed.flatMap(DurationShorthand::duration).isEmpty()) {
            faults.add(duration.pointer(), "must be in minutes, hours, days or weeks");
            return Optional.empty();
        }
        if (isLonger(parsed.get(), longest)) {
            faults.add(duration.pointer(), "must be at most %d hours".formatted(longest.toHours()));
            return Optional.empty();
        }
        return parsed.get().duration();
    }

    private static boolean isLonger(DurationShorthand shorthand, Duration longest) {
        return shorthand.duration().orElseThrow().compareTo(longest) > 0;
    }
}
