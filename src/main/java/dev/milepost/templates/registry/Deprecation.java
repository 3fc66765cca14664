package dev.milepost.templates.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The deprecation of a version. Services on it keep working.
 *
 * @param at when the deprecation began
 * @param successor {@code version}, {@code name}, {@code name@major} or {@code name@version}
 * @param endsOn the first day without support
 */
public record Deprecation(
        Instant at,
        String reason,
        @Nullable String successor,
        @Nullable LocalDate endsOn) {

    static Deprecation planned(LocalDate from, @Nullable String successor, @Nullable LocalDate endsOn) {
        return new Deprecation(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                "The manifest plans the end of its support.",
                successor,
                endsOn);
    }
}
