package dev.milepost.testing.oracle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked.
 *
 * @param services none for all
 * @param from inclusive
 * @param to exclusive
 * @param interval {@code day}, {@code week}, {@code month}, or empty for no series
 */
record Question(Set<String> services, Instant from, Instant to, String tier, ZoneId zone, String interval) {

    /** @param params the query parameters of {@code GET /api/v1/four-keys} */
    static Question of(Map<String, List<String>> params) {
        return new Question(
                Set.copyOf(params.getOrDefault("service", List.of())),
                Told.moment(only(params, "from", "")),
                Told.moment(only(params, "to", "")),
                only(params, "environment", "production"),
                ZoneId.of(only(params, "tz", "UTC")),
                only(params, "interval", ""));
    }

    private static String only(Map<String, List<String>> params, String name, String otherwise) {
        return params.getOrDefault(name, List.of(otherwise)).get(0);
    }

    boolean asksFor(String service) {
        return services.isEmpty() || services.contains(service);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first day of the interval that a moment is in. */
    LocalDate bucket(Instant moment) {
        var day = day(moment);
        return switch (interval) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    LocalDate nextBucket(LocalDate bucket) {
        return switch (interval) {
            case "week" -> bucket.plusWeeks(1);
            case "month" -> bucket.plusMonths(1);
            default -> bucket.plusDays(1);
        };
    }

    /** The same question of a part of the window, without a series. */
    Question during(Instant start, Instant end) {
        return new Question(services, start, end, tier, zone, "");
    }
}
