package dev.milepost.delivery.fourkeys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all that a question counts.
 *
 * @param tier the tier of environments
 * @param dayStarts when each day of the question's window begins, in its time zone
 */
record CountContext(String tier, List<Instant> dayStarts, ZoneId zone) {

    CountContext {
        dayStarts = List.copyOf(dayStarts);
    }

    /** The first day; null where days are not those that rollups count. */
    @Nullable
    LocalDate firstDayInUtc() {
        return zone.normalized().equals(ZoneOffset.UTC) ? LocalDate.ofInstant(dayStarts.get(0), ZoneOffset.UTC) : null;
    }
}
