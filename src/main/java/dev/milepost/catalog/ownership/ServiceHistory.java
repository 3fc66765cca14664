package dev.milepost.catalog.ownership;

import dev.milepost.catalog.ownership.OwnershipTimeline.DomainPeriod;
import dev.milepost.catalog.ownership.OwnershipTimeline.HistoryRow;
import dev.milepost.catalog.ownership.OwnershipTimeline.Origin;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metadata of services over time. Assertions of the catalog take precedence; fields that they leave open come from
 * events. What is only assumed for the time before an assertion has the lowest precedence, below events.
 */
@ApplicationScoped
public class ServiceHistory {

    /**
     * Query for the metadata of services at moments. The placeholder takes a query of rows (service, moment). Rank 1 is
     * an assertion of the catalog, 2 an event, 3 an assumption of the catalog. Of events, the last scaffold run and the
     * last upgrade count; the later of them says the template and its version.
     */
    private static final String KNOWN = """
            select known.service, known.moment as valid_from, known.team, known.system,
                coalesce(held.domain, known.domain) as domain, known.tier, known.risk, known.template,
                known.template_version
            from (
                select service, moment, %s as team, %s as system, %s as domain, %s as tier, %s as risk, %s as template,
                    case when bool_or(rank = 1 and template is not null)
                            then max(template_version) filter (where rank = 1)
                        when bool_or(rank = 2 and template is not null)
                            then (array_agg(template_version order by valid_from desc, origin desc)
                                filter (where rank = 2 and template is not null))[1]
                        else max(template_version) filter (where rank = 3)
                    end as template_version
                from (
                    select distinct on (service, moment, origin) moment, service_history.*,
                        case when origin <> 'catalog' then 2 when assumed_until > moment then 3 else 1 end as rank
                    from (%%s) asked join service_history using (service)
                    where valid_from <= moment
                    order by service, moment, origin, valid_from desc
                ) in_force
                group by service, moment
            ) known
            left join lateral (
                select domain from system_history
                where system_history.system = known.system and valid_from <= known.moment
                order by valid_from desc
                limit 1
            ) held on true
            """.formatted(
                    coalesceByRank("team"),
                    coalesceByRank("system"),
                    coalesceByRank("domain"),
                    coalesceByRank("tier"),
                    coalesceByRank("risk"),
                    """
                    coalesce(max(template) filter (where rank = 1),
                        (array_agg(template order by valid_from desc, origin desc)
                            filter (where rank = 2 and template is not null))[1],
                        max(template) filter (where rank = 3))""");

    private static final String EVERY_SERVICE =
            "select distinct service, ?::timestamptz as moment from service_history";

    /**
     * The services that were ever of a team or system that is asked for. The metadata of few of all services has to be
     * found out then.
     */
    private static final String CANDIDATES = """
            select distinct service, moment
            from service_history
            cross join (select ?::timestamptz as moment, ?::text[] as teams, ?::text[] as systems) asked
            where (teams = '{}' or service in (select of_team.service from service_history of_team where of_team.team = any (teams)))
            and (systems = '{}' or service in (select of_system.service from service_history of_system where of_system.system = any (systems)))
            """;

    /** A service can have several such rows. */
    private static final String EVER_ON = """
            select service from service_history
            where service > ? and template || '@' || template_version = any (?::text[])
                and (?::text[] = '{}' or service in (
                    select of_team.service from service_history of_team
                    where of_team.team collate "C" = any (?::text[])))
            order by service limit ?
            """;

    private static final int PART = 500;

    private final Sql sql;

    ServiceHistory(Sql sql) {
        this.sql = sql;
    }

    /**
     * Selects services by their metadata. A service matches if every list contains one of its values. An empty list matches
     * every service.
     *
     * @param templates {@code name}, or {@code name@version}, where {@code name@2} also matches every {@code 2.*}
     */
    public record ServiceFilter(
            List<String> teams, List<String> systems, List<String> domains, List<String> templates) {

        public ServiceFilter {
            teams = List.copyOf(teams);
            systems = List.copyOf(systems);
            domains = List.copyOf(domains);
            templates = List.copyOf(templates);
        }
    }

    /** SQL for the value of a field: that of the highest rank that specifies one. */
    private static String coalesceByRank(String field) {
        return """
                coalesce(max(%1$s) filter (where rank = 1), max(%1$s) filter (where rank = 2),
                    max(%1$s) filter (where rank = 3))""".formatted(field);
    }

    /** Returns the periods by service, earliest first. A service without history is absent. */
    public Map<String, List<OwnershipPeriod>> findPeriods(Collection<String> services) {
        var rowsByService = new HashMap<String, List<HistoryRow>>();
        var systems = new HashSet<String>();
        sql.query(
                """
                select * from service_history
                where service = any (?::text[])
                order by service, valid_from, origin
                """,
                row -> {
                    if (row.getString("system") != null) {
                        systems.add(row.getString("system"));
                    }
                    return rowsByService
                            .computeIfAbsent(row.getString("service"), s -> new ArrayList<>())
                            .add(new HistoryRow(
                                    Sql.instant(row, "assumed_until"),
                                    Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                                    period(row)));
                },
                services);
        var domains = domains(systems);
        var periods = new HashMap<String, List<OwnershipPeriod>>();
        rowsByService.forEach((service, rows) -> periods.put(service, new OwnershipTimeline(rows, domains).periods()));
        return periods;
    }

    private Map<String, List<DomainPeriod>> domains(Collection<String> systems) {
        var domains = new HashMap<String, List<DomainPeriod>>();
        if (!systems.isEmpty()) {
            sql.query(
                    """
                    select system, valid_from, domain from system_history
                    where system = any (?::text[])
                    order by system, valid_from
                    """,
                    row -> domains.computeIfAbsent(row.getString("system"), s -> new ArrayList<>())
                            .add(new DomainPeriod(
                                    Objects.requireNonNull(Sql.instant(row, "valid_from")), row.getString("domain"))),
                    systems);
        }
        return domains;
    }

    /** Returns the metadata of every service at a moment. */
    public Map<String, OwnershipPeriod> findAt(Instant moment) {
        var known = new HashMap<String, OwnershipPeriod>();
        sql.query(KNOWN.formatted(EVERY_SERVICE), row -> known.put(row.getString("service"), period(row)), moment);
        return known;
    }

    /** A service and its metadata at a moment. */
    public record KnownService(String service, OwnershipPeriod known) {}

    /**
     * Returns services that are on one of these versions of golden paths at a moment, by name.
     *
     * @param teams empty for all
     * @param after only services after this name
     */
    public List<KnownService> findOn(
            Collection<TemplateVersion> versions, List<String> teams, Instant moment, String after, int limit) {
        var wanted = new TreeSet<>(versions);
        var texts = wanted.stream()
                .map(version -> version.name() + "@" + version.version())
                .toList();
        var found = new ArrayList<KnownService>();
        var last = after;
        while (found.size() < limit) {
            var rows = sql.query(EVER_ON, row -> row.getString("service"), last, texts, teams, teams, PART);
            var names = rows.stream().distinct().toList();
            var periods = findPeriods(names);
            for (var name : names) {
                periods.getOrDefault(name, List.of()).stream()
                        .filter(period -> !period.validFrom().isAfter(moment))
                        .reduce((earlier, later) -> later)
                        .filter(now -> isOn(now, wanted) && isOf(now, teams))
                        .ifPresent(now -> found.add(new KnownService(name, now)));
            }
            if (rows.size() < PART) {
                break;
            }
            last = rows.get(PART - 1);
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    private static boolean isOf(OwnershipPeriod period, List<String> teams) {
        return teams.isEmpty() || period.team() != null && teams.contains(period.team());
    }

    private static boolean isOn(OwnershipPeriod period, Set<TemplateVersion> versions) {
        return period.template() != null
                && versions.contains(new TemplateVersion(period.template(), period.templateVersion()));
    }

    /** Returns the services whose metadata matches the filter at a moment, sorted by name. */
    public List<String> findServices(ServiceFilter known, Instant at) {
        return sql.query(
                """
                select service
                from (%s) known
                cross join (select ?::text[] teams, ?::text[] systems, ?::text[] domains, ?::text[] templates) asked
                where (teams = '{}' or team = any (teams))
                and (systems = '{}' or system = any (systems))
                and (domains = '{}' or domain = any (domains))
                and (templates = '{}' or exists (
                    select 1 from unnest(templates) wanted
                    where wanted in (template, template || '@' || template_version)
                    or strpos(wanted, '@') > 0 and starts_with(template || '@' || template_version, wanted || '.')))
                order by service
                """.formatted(KNOWN.formatted(CANDIDATES)),
                row -> row.getString("service"),
                at,
                known.teams(),
                known.systems(),
                known.teams(),
                known.systems(),
                known.domains(),
                known.templates());
    }

    private static OwnershipPeriod period(ResultSet row) throws SQLException {
        return new OwnershipPeriod(
                Objects.requireNonNull(Sql.instant(row, "valid_from")),
                row.getString("team"),
                row.getString("system"),
                row.getString("domain"),
                row.getString("tier"),
                row.getString("risk"),
                row.getString("template"),
                row.getString("template_version"));
    }
}
