package dev.milepost.catalog.ownership;

import dev.milepost.catalog.ownership.OwnershipAssertion.SystemMetadata;
import dev.milepost.catalog.ownership.OwnershipHistoryWriter.AssertedPeriodRepository;
import dev.milepost.platform.sql.Sql;
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
import java.util.Set;
import java.util.TreeSet;

/** Repository of the periods of systems that the catalog asserted. */
@ApplicationScoped
class SystemPeriodRepository implements AssertedPeriodRepository<SystemMetadata> {

    private final Sql sql;

    SystemPeriodRepository(Sql sql) {
        this.sql = sql;
    }

    /** Returns, by system, the services that are or have been part of it. */
    Map<String, Set<String>> findServices(Collection<String> systems) {
        var services = new HashMap<String, Set<String>>();
        sql.query(
                "select distinct system, service from service_history where system = any (?::text[])",
                row -> services.computeIfAbsent(row.getString("system"), s -> new TreeSet<>())
                        .add(row.getString("service")),
                systems);
        return services;
    }

    @Override
    public Map<String, List<AssertedPeriod<SystemMetadata>>> find(Collection<String> systems) {
        var periods = new HashMap<String, List<AssertedPeriod<SystemMetadata>>>();
        sql.query(
                "select * from system_history where system = any (?::text[]) order by system, valid_from",
                row -> periods.computeIfAbsent(row.getString("system"), s -> new ArrayList<>())
                        .add(period(row)),
                systems);
        return periods;
    }

    private static AssertedPeriod<SystemMetadata> period(ResultSet row) throws SQLException {
        return new AssertedPeriod<>(
                Objects.requireNonNull(Sql.instant(row, "valid_from")),
                Sql.instant(row, "assumed_until"),
                row.getString("entity_ref"),
                new SystemMetadata(row.getString("domain")));
    }

    @Override
    public void delete(List<String> systems, List<Instant> validFrom) {
        sql.update("""
                delete from system_history h
                using unnest(?::text[], ?::timestamptz[]) gone (system, valid_from)
                where h.system = gone.system and h.valid_from = gone.valid_from
                """, systems, validFrom);
    }

    @Override
    public void insert(List<Row<SystemMetadata>> rows) {
        sql.update(
                """
                insert into system_history (system, valid_from, assumed_until, entity_ref, domain)
                select * from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[])
                """,
                Sql.column(rows, Row::subject),
                Sql.column(rows, row -> row.period().validFrom()),
                Sql.column(rows, row -> row.period().assumedUntil()),
                Sql.column(rows, row -> row.period().entityRef()),
                Sql.column(rows, row -> row.period().value().domain()));
    }
}
