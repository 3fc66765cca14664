package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.RollupContributions.ChangeContribution;
import dev.milepost.delivery.facts.RollupContributions.DeploymentContribution;
import dev.milepost.delivery.facts.RollupContributions.IncidentContribution;
import dev.milepost.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Sums up a loaded history, domain by domain, with the service's own code: the links are in, the rollups are not. */
public final class HistoryRollups {

    private final Sql sql;

    public HistoryRollups(DataSource database) {
        this.sql = new Sql(database);
    }

    public void write(Consumer<String> progress) {
        var rollups = new RollupWriter(sql);
        for (var domain : sql.query("select distinct domain from dimension order by domain", row -> row.getString(1))) {
            var dimensions =
                    sql.query("select * from dimension where domain = ?", HistoryRollups::dimension, domain).stream()
                            .collect(Collectors.toMap(ServiceDimension::id, d -> d));
            rollups.apply(RollupContributions.NONE, contributions(dimensions));
            progress.accept("rollups of " + domain);
        }
    }

    private RollupContributions contributions(Map<Integer, ServiceDimension> dimensions) {
        var ids = List.copyOf(dimensions.keySet());
        return new RollupContributions(
                sql.query(
                        "select dimension, tier, finished_at, rework, known_change, failed_by, case when not blamed then remedied_at end as recovered_at from deployment_link where dimension = any(?::int[])",
                        row -> new DeploymentContribution(
                                of(dimensions, row),
                                row.getString("tier"),
                                Objects.requireNonNull(Sql.instant(row, "finished_at")),
                                row.getBoolean("rework"),
                                row.getBoolean("known_change"),
                                row.getString("failed_by"),
                                Sql.instant(row, "recovered_at")),
                        ids),
                sql.query(
                        "select dimension, tier, delivered_at, lead_micros, rule from delivery where dimension = any(?::int[])",
                        row -> new ChangeContribution(
                                of(dimensions, row),
                                row.getString("tier"),
                                Objects.requireNonNull(Sql.instant(row, "delivered_at")),
                                row.getLong("lead_micros"),
                                row.getString("rule")),
                        ids),
                sql.query(
                        "select dimension, tier, opened_at, resolved_at, deployment_id, rule from incident_link where dimension = any(?::int[])",
                        row -> new IncidentContribution(
                                of(dimensions, row),
                                row.getString("tier"),
                                Objects.requireNonNull(Sql.instant(row, "opened_at")),
                                Sql.instant(row, "resolved_at"),
                                row.getString("deployment_id") != null,
                                "external".equals(row.getString("rule"))),
                        ids));
    }

    private static ServiceDimension of(Map<Integer, ServiceDimension> dimensions, ResultSet row) throws SQLException {
        return dimensions.get(row.getInt("dimension"));
    }

    private static ServiceDimension dimension(ResultSet row) throws SQLException {
        return new ServiceDimension(
                row.getInt("id"),
                row.getString("service"),
                row.getString("team"),
                row.getString("system"),
                row.getString("domain"),
                row.getString("template"),
                row.getString("template_version"));
    }
}
