package dev.milepost.delivery.fourkeys;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.delivery.fourkeys.FourKeysQuery.OwnershipMode;
import dev.milepost.delivery.fourkeys.WindowCalendar.BucketInterval;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; all are optional. */
class FourKeysParameters {

    /** The names of time zones. An offset is none: it has no summer time. */
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private static final Duration DEFAULT_LENGTH = Duration.ofDays(30);
    /** Longer than any history of software, and short enough to list each of its days. */
    private static final Duration MAX_WINDOW = Duration.ofDays(36_525);

    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    @RestQuery
    List<String> service = List.of();

    @RestQuery
    List<String> team = List.of();

    @RestQuery
    List<String> system = List.of();

    @RestQuery
    List<String> domain = List.of();

    @RestQuery
    List<String> template = List.of();

    @RestQuery
    @Nullable
    String from;

    @RestQuery
    @Nullable
    String to;

    @RestQuery
    @Nullable
    String environment;

    @RestQuery
    @Nullable
    String tz;

    @RestQuery
    @Nullable
    String ownership;

    @RestQuery
    @Nullable
    String interval;

    @RestQuery("group_by")
    @Nullable
    String groupBy;

    @RestQuery
    @Nullable
    String start;

    @RestQuery
    @Nullable
    String benchmark;

    FourKeysQuery toQuery(EnvironmentTiers tiers, Instant now) {
        var zone = zone();
        var requested = window(zone, now);
        return new FourKeysQuery(
                new FourKeysFilter(
                        ServiceName.all(names("service", service)),
                        entities("team", team, "group"),
                        entities("system", system, "system"),
                        entities("domain", domain, "domain"),
                        names("template", template)),
                oneOf(
                        "ownership",
                        ownership == null ? "event" : ownership,
                        OwnershipMode.values(),
                        FourKeysParameters::lowerCase),
                requested,
                requested.until(now.truncatedTo(ChronoUnit.MICROS)),
                zone,
                tier(tiers),
                interval == null
                        ? null
                        : oneOf("interval", interval, BucketInterval.values(), FourKeysParameters::lowerCase),
                groupBy == null ? null : oneOf("group_by", groupBy, RollupScope.GROUPS, RollupScope::wireName),
                start == null
                        ? LeadStart.COMMIT
                        : oneOf("start", start, LeadStart.values(), FourKeysParameters::lowerCase),
                oneOf("benchmark", benchmark == null ? "2024" : benchmark, Benchmark.values(), Benchmark::edition));
    }

    private Window window(ZoneId zone, Instant now) {
        var end = to == null ? now.truncatedTo(ChronoUnit.MICROS) : parseTime("to", to, zone);
        var start = from == null ? end.minus(DEFAULT_LENGTH) : parseTime("from", from, zone);
        if (start.isBefore(EARLIEST)) {
            throw invalid("from", "The window must not begin before the year 1.");
        }
        if (!start.isBefore(end)) {
            throw invalid("from", "The window must end after it begins: from %s to %s.".formatted(start, end));
        }
        if (Duration.between(start, end).compareTo(MAX_WINDOW) > 0) {
            throw invalid("from", "The window must not be longer than a hundred years.");
        }
        return new Window(start, end);
    }

    /** A date means midnight in the query's time zone. */
    private static Instant parseTime(String parameter, String text, ZoneId zone) {
        try {
            var moment = text.length() == "2026-06-01".length()
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    // A plus sign that the client did not escape arrives as a space.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!moment.isBefore(EARLIEST) && !moment.isAfter(LATEST)) {
                return moment.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException e) {
            throw invalid(parameter, "'%s' is not an RFC 3339 time or date.".formatted(text));
        }
        throw invalid(parameter, "'%s' is not in the years 1 to 9999.".formatted(text));
    }

    private ZoneId zone() {
        var name = tz == null ? "UTC" : tz;
        if (!ZONES.contains(name)) {
            throw invalid("tz", "'%s' is not the IANA name of a time zone.".formatted(tz));
        }
        return ZoneId.of(name);
    }

    private String tier(EnvironmentTiers tiers) {
        var tier = environment == null ? EnvironmentTiers.PRODUCTION : environment;
        if (!tiers.all().contains(tier)) {
            throw invalid(
                    "environment",
                    "'%s' is not a tier. The tiers are %s.".formatted(tier, String.join(", ", tiers.all())));
        }
        return tier;
    }

    private static List<String> names(String parameter, List<String> names) {
        if (names.stream().anyMatch(name -> name.isBlank() || name.indexOf('\0') >= 0)) {
            throw invalid(parameter, "A name must not be empty or have a null character.");
        }
        return names.stream().distinct().toList();
    }

    /** {@code group:default/team-a} and {@code team-a} are the same team. */
    private static List<String> entities(String parameter, List<String> names, String defaultKind) {
        return names(parameter, names).stream()
                .map(name -> EntityRef.shorten(name, defaultKind))
                .distinct()
                .toList();
    }

    private static <T> T oneOf(String parameter, String text, T[] values, Function<T, String> name) {
        return Stream.of(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        parameter,
                        "'%s' is not one of %s."
                                .formatted(text, Stream.of(values).map(name).toList())));
    }

    /** The problem of a query parameter. */
    static ProblemException invalid(String parameter, String detail) {
        return ProblemException.of(ProblemType.INVALID_QUERY, detail, parameter);
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
