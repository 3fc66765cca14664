package dev.milepost.slo.prometheus;

import java.time.Duration;

/** Formats durations for Prometheus. */
final class PrometheusDuration {

    private PrometheusDuration() {}

    /** Formats a duration in the largest unit that divides it: 5m, 6h, 3d. */
    static String label(Duration length) {
        long seconds = length.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return length.toDays() + "d";
        } else if (seconds % Duration.ofHours(1).toSeconds() == 0) {
            return length.toHours() + "h";
        }
        return seconds % Duration.ofMinutes(1).toSeconds() == 0 ? length.toMinutes() + "m" : seconds + "s";
    }
}
