package dev.milepost.delivery.fourkeys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that all counts of a query share.
 *
 * @param tier the tier of environments
 * @param dayStarts the start of each day of the query's window, in its time zone
 */
record CountContext(String tier, List<Instant> dayStarts, ZoneId zone) {

    CountContext {
        dayStarts = List.copyOf(dayStarts);
    }

    /** The first day; null if the time zone is not UTC, because the days of rollups are in UTC. */
    @Nullable
    LocalDate firstDayInUtc() {
        return zone.normalized().equals(ZoneOffset.UTC) ? LocalDate.ofInstant(dayStarts.get(0), ZoneOffset.UTC) : null;
    }
}
