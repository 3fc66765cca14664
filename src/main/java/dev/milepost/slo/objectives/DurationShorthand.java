package dev.milepost.slo.objectives;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/** OpenSLO's duration-shorthand: a number and {@code m}, {@code h}, {@code d}, {@code w}, {@code M}, {@code Q}, {@code Y}. */
public record DurationShorthand(int number, char unit) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([mhdwMQY])");

    public static Optional<DurationShorthand> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new DurationShorthand(
                        Integer.parseInt(form.group(1)), form.group(2).charAt(0)))
                : Optional.empty();
    }

    /** Where it is as long whenever it begins, a day being 24 hours; empty for months, quarters and years. */
    public Optional<Duration> duration() {
        return switch (unit) {
            case 'm' -> Optional.of(Duration.ofMinutes(number));
            case 'h' -> Optional.of(Duration.ofHours(number));
            case 'd' -> Optional.of(Duration.ofDays(number));
            case 'w' -> Optional.of(Duration.ofDays(7L * number));
            default -> Optional.empty();
        };
    }

    /** Whether it is counted in days of a calendar, whose hours may be 23 or 25. */
    public boolean isCalendarBased() {
        return unit != 'm' && unit != 'h';
    }

    /** So many times later by the calendar; from the first beginning each time, as months cut the days that they lack. */
    LocalDateTime addTo(LocalDateTime start, long times) {
        long steps = Math.multiplyExact(times, number);
        return switch (unit) {
            case 'd' -> start.plusDays(steps);
            case 'w' -> start.plusWeeks(steps);
            case 'M' -> start.plusMonths(steps);
            case 'Q' -> start.plusMonths(3 * steps);
            case 'Y' -> start.plusYears(steps);
            default -> throw new IllegalStateException("Not of the calendar: " + this);
        };
    }

    /** About how many days of the calendar it has. */
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
