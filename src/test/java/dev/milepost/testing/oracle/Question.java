package dev.milepost.testing.oracle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked.
 *
 * @param wanted the names wanted of each kind of owner; none for all
 * @param current whether whose something is today is asked for, and not whose it was
 * @param from inclusive
 * @param to exclusive
 * @param interval {@code day}, {@code week}, {@code month}, or empty for no series
 * @param groupBy empty for no groups
 * @param start where lead time begins
 */
record Question(
        Map<String, Set<String>> wanted,
        boolean current,
        Instant from,
        Instant to,
        String tier,
        ZoneId zone,
        String interval,
        String groupBy,
        String start) {

    private static final List<String> OWNERS = List.of("service", "team", "system", "domain");

    /** @param params the query parameters of {@code GET /api/v1/four-keys} */
    static Question of(Map<String, List<String>> params) {
        return new Question(
                wanted(params),
                only(params, "ownership", "event").equals("current"),
                OracleEvent.moment(only(params, "from", "")),
                end(OracleEvent.moment(only(params, "from", "")), OracleEvent.moment(only(params, "to", ""))),
                only(params, "environment", "production"),
                ZoneId.of(only(params, "tz", "UTC")),
                only(params, "interval", ""),
                only(params, "group_by", ""),
                only(params, "start", "commit"));
    }

    /** A window that ends in the future ends now. */
    private static Instant end(Instant from, Instant to) {
        var now = Instant.now();
        return to.isBefore(now) ? to : now.isBefore(from) ? from : now;
    }

    private static Map<String, Set<String>> wanted(Map<String, List<String>> params) {
        var wanted = new HashMap<String, Set<String>>();
        for (var kind : OWNERS) {
            wanted.put(kind, Set.copyOf(params.getOrDefault(kind, List.of())));
        }
        wanted.computeIfPresent(
                "service",
                (kind, names) -> names.stream().map(OracleEvent::name).collect(Collectors.toSet()));
        wanted.put("template", Set.copyOf(params.getOrDefault("template", List.of())));
        return wanted;
    }

    private static String only(Map<String, List<String>> params, String name, String otherwise) {
        return params.getOrDefault(name, List.of(otherwise)).get(0);
    }

    /** Any of the names of a kind, and so for each kind that is named. */
    boolean asksFor(Owner owner) {
        var templates = wanted("template");
        return OWNERS.stream()
                        .allMatch(kind -> wanted(kind).isEmpty()
                                || owner.group(kind)
                                        .filter(wanted(kind)::contains)
                                        .isPresent())
                && (templates.isEmpty() || templates.stream().anyMatch(owner::isOn));
    }

    private Set<String> wanted(String kind) {
        return wanted.getOrDefault(kind, Set.of());
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

    /** The same question of a part of the window, without a series or groups. */
    Question during(Instant start, Instant end) {
        return new Question(wanted, current, start, end, tier, zone, "", "", this.start);
    }
}
