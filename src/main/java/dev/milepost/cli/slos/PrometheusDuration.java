package dev.milepost.cli.slos;

import dev.milepost.slo.objectives.DurationShorthand;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Durations in the form of Prometheus, such as {@code 4w} or {@code 1d12h}.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations">time
 * durations</a>
 */
final class PrometheusDuration {

    private static final Map<String, Duration> UNITS = Map.of(
            "y", Duration.ofDays(365),
            "w", Duration.ofDays(7),
            "d", Duration.ofDays(1),
            "h", Duration.ofHours(1),
            "m", Duration.ofMinutes(1),
            "s", Duration.ofSeconds(1));

    private static final int MAX_DIGITS = 6;

    private PrometheusDuration() {}

    /** Parses a duration of whole minutes, which OpenSLO can state. */
    static Optional<Duration> parse(String text) {
        var sum = Duration.ZERO;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
                digits++;
            }
            var unit = digits < text.length() ? UNITS.get(text.substring(digits, digits + 1)) : null;
            if (digits == at || digits - at > MAX_DIGITS || unit == null) {
                return Optional.empty();
            }
            sum = sum.plus(unit.multipliedBy(Long.parseLong(text.substring(at, digits))));
            at = digits + 1;
        }
        return sum.isZero() || sum.toSecondsPart() != 0 ? Optional.empty() : Optional.of(sum);
    }

    /** Returns the duration as OpenSLO writes it. Days have 24 hours. */
    static String write(Duration duration) {
        return DurationShorthand.of(duration);
    }
}
