package dev.milepost.catalog;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** What was known of services over time. Where several told of one moment, the catalog's word goes first. */
@ApplicationScoped
public class ServiceHistory {

    private final Sql sql;

    ServiceHistory(DataSource database) {
        sql = new Sql(database);
    }

    /** What was known of each of these services, earliest first; a service that nobody told of is absent. */
    public Map<String, List<KnownPeriod>> periods(Collection<String> services) {
        var periods = new HashMap<String, List<KnownPeriod>>();
        sql.query(
                """
                select distinct on (service, valid_from) *
                from service_history
                where service = any (?::text[])
                order by service, valid_from, (told_by = 'catalog') desc, told_by
                """,
                row -> periods.computeIfAbsent(row.getString("service"), s -> new ArrayList<>())
                        .add(period(row)),
                services);
        return periods;
    }

    /** What was known of every service at a moment. */
    public Map<String, KnownPeriod> at(Instant moment) {
        var known = new HashMap<String, KnownPeriod>();
        sql.query("""
                select distinct on (service) *
                from service_history
                where valid_from <= ?
                order by service, valid_from desc, (told_by = 'catalog') desc, told_by
                """, row -> known.put(row.getString("service"), period(row)), moment);
        return known;
    }

    /** The services that are known so at a moment, in order. */
    public List<String> services(KnownAs known, Instant at) {
        return sql.query(
                """
                select service
                from (
                    select distinct on (service) *
                    from service_history
                    where valid_from <= ?
                    order by service, valid_from desc, (told_by = 'catalog') desc, told_by
                ) latest
                cross join (select ?::text[] teams, ?::text[] systems, ?::text[] domains, ?::text[] templates) asked
                where (teams = '{}' or team = any (teams))
                and (systems = '{}' or system = any (systems))
                and (domains = '{}' or domain = any (domains))
                and (templates = '{}' or exists (
                    select 1 from unnest(templates) wanted
                    where wanted in (template, template || '@' || template_version)
                    or strpos(wanted, '@') > 0 and starts_with(template || '@' || template_version, wanted || '.')))
                order by service
                """,
                row -> row.getString("service"),
                at,
                known.teams(),
                known.systems(),
                known.domains(),
                known.templates());
    }

    private static KnownPeriod period(ResultSet row) throws SQLException {
        return new KnownPeriod(
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
