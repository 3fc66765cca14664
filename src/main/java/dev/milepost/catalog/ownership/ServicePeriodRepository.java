package dev.milepost.catalog.ownership;

import dev.milepost.catalog.ownership.OwnershipAssertion.ServiceMetadata;
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

/** Repository of the periods of services that the catalog asserted. */
@ApplicationScoped
class ServicePeriodRepository implements AssertedPeriodRepository<ServiceMetadata> {

    private final Sql sql;

    ServicePeriodRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<String, List<AssertedPeriod<ServiceMetadata>>> find(Collection<String> services) {
        var periods = new HashMap<String, List<AssertedPeriod<ServiceMetadata>>>();
        sql.query(
                """
                select * from service_history
                where service = any (?::text[]) and origin = 'catalog'
                order by service, valid_from
                """,
                row -> periods.computeIfAbsent(row.getString("service"), s -> new ArrayList<>())
                        .add(period(row)),
                services);
        return periods;
    }

    private static AssertedPeriod<ServiceMetadata> period(ResultSet row) throws SQLException {
        return new AssertedPeriod<>(
                Objects.requireNonNull(Sql.instant(row, "valid_from")),
                Sql.instant(row, "assumed_until"),
                Objects.requireNonNullElse(row.getString("entity_ref"), ""),
                new ServiceMetadata(
                        row.getString("team"),
                        row.getString("system"),
                        row.getString("tier"),
                        row.getString("risk"),
                        row.getString("template"),
                        row.getString("template_version")));
    }

    @Override
    public void delete(List<String> services, List<Instant> validFrom) {
        sql.update("""
                delete from service_history h
                using unnest(?::text[], ?::timestamptz[]) gone (service, valid_from)
                where h.service = gone.service and h.valid_from = gone.valid_from and origin = 'catalog'
                """, services, validFrom);
    }

    @Override
    public void insert(List<Row<ServiceMetadata>> rows) {
        sql.update(
                """
                insert into service_history (service, valid_from, origin, assumed_until, entity_ref, team, system,
                    tier, risk, template, template_version)
                select service, valid_from, 'catalog', assumed_until, entity_ref, team, system,
                    tier, risk, template, template_version
                from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[])
                    as given (service, valid_from, assumed_until, entity_ref, team, system,
                        tier, risk, template, template_version)
                """,
                Sql.column(rows, Row::subject),
                Sql.column(rows, row -> row.period().validFrom()),
                Sql.column(rows, row -> row.period().assumedUntil()),
                Sql.column(rows, row -> row.period().entityRef()),
                Sql.column(rows, row -> row.period().value().team()),
                Sql.column(rows, row -> row.period().value().system()),
                Sql.column(rows, row -> row.period().value().tier()),
                Sql.column(rows, row -> row.period().value().risk()),
                Sql.column(rows, row -> row.period().value().template()),
                Sql.column(rows, row -> row.period().value().templateVersion()));
    }
}
