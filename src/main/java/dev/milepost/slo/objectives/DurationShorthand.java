package dev.milepost.slo.objectives;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A {@code duration-shorthand} of OpenSLO: a number and one of {@code m}, {@code h}, {@code d}, {@code w}, {@code M},
 * {@code Q}, {@code Y}.
 */
public record DurationShorthand(int number, char unit) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([mhdwMQY])");

    public static Optional<DurationShorthand> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new DurationShorthand(
                        Integer.parseInt(form.group(1)), form.group(2).charAt(0)))
                : Optional.empty();
    }

    /** Formats a duration of whole minutes in the largest unit that divides it: 5m, 6h, 3d. */
    public static String of(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes % Duration.ofDays(1).toMinutes() == 0) {
            return duration.toDays() + "d";
        }
        return minutes % Duration.ofHours(1).toMinutes() == 0 ? duration.toHours() + "h" : minutes + "m";
    }

    /** Returns the fixed duration, with days of 24 hours; empty for months, quarters and years. */
    public Optional<Duration> duration() {
        return switch (unit) {
            case 'm' -> Optional.of(Duration.ofMinutes(number));
            case 'h' -> Optional.of(Duration.ofHours(number));
            case 'd' -> Optional.of(Duration.ofDays(number));
            case 'w' -> Optional.of(Duration.ofDays(7L * number));
            default -> Optional.empty();
        };
    }

    /** Returns true if it is counted in calendar days, which can have 23 or 25 hours. */
    public boolean isCalendarBased() {
        return unit != 'm' && unit != 'h';
    }

    /**
     * Adds the duration {@code times} times by the calendar. It always adds to the first start, because a short month
     * cuts the day of the month.
     */
    LocalDateTime addTo(LocalDateTime start, long times) {
        long steps = Math.multiplyExact(times, number);
        return switch (unit) {
            case 'd' -> start.plusDays(steps);
            case 'w' -> start.plusWeeks(steps);
            case 'M' -> start.plusMonths(steps);
            case 'Q' -> start.plusMonths(3 * steps);
            case 'Y' -> start.plusYears(steps);
            default -> throw new IllegalStateException("Not a calendar duration: " + this);
        };
    }

    /** Returns the approximate number of calendar days. */
    public double approximateDays() {
        return switch (unit) {
            case 'd' -> number;
            case 'w' -> 7.0 * number;
            case 'M' -> 30.436875 * number;
            case 'Q' -> 91.310625 * number;
            default -> 365.2425 * number;
        };
    }

    @Override
    public String toString() {
        return "" + number + unit;
    }
}
