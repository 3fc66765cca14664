package dev.milepost.templates.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * That a version is no longer recommended; services on it go on.
 *
 * @param at since when
 * @param successor {@code version}, {@code name}, {@code name@major} or {@code name@version}
 * @param endsOn the day from which on it has no support
 */
public record Deprecation(
        Instant at,
        String reason,
        @Nullable String successor,
        @Nullable LocalDate endsOn) {

    static Deprecation planned(LocalDate from, @Nullable String successor, @Nullable LocalDate endsOn) {
        return new Deprecation(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                "The manifest says that its support ends.",
                successor,
                endsOn);
    }
}
