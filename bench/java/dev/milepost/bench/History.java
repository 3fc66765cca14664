package dev.milepost.bench;

import dev.milepost.delivery.facts.HistoryRollups;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Puts a year of deliveries into the tables of facts and links, as the service would have written them, and has the
 * service's own code sum them up. The log of events stays empty: no question of the four keys reads it.
 */
final class History {

    private static final List<String> TABLES =
            List.of("change", "deployment", "deployment_link", "delivery", "incident", "incident_link");

    private final PGSimpleDataSource database;
    private final Report report;

    History(PGSimpleDataSource database, Report report) {
        this.database = database;
        this.report = report;
    }

    void load(int deployments) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // A load may skip what guards single rows; the statements below keep the keys themselves.
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '512MB'");
            var indexes = indexes(statement);
            for (var index : indexes.keySet()) {
                statement.execute("drop index " + index);
            }
            for (var step : HistorySql.steps(deployments)) {
                report.progress("loading: " + step.lines().findFirst().orElse(""));
                statement.execute(step);
            }
            for (var index : indexes.values()) {
                report.progress("loading: " + index);
                statement.execute(index);
            }
        }
        new HistoryRollups(database).write(report::progress);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    /** Made again when the rows are in, which is faster than to keep them up with each row. */
    private static Map<String, String> indexes(Statement statement) throws SQLException {
        var indexes = new LinkedHashMap<String, String>();
        var tables = new ArrayList<String>();
        TABLES.forEach(table -> tables.add("'" + table + "'"));
        var found = statement.executeQuery("""
                select indexname, indexdef from pg_indexes
                where tablename in (%s) and indexname not like '%%\\_pk'
                """.formatted(String.join(", ", tables)));
        while (found.next()) {
            indexes.put(found.getString(1), found.getString(2));
        }
        return indexes;
    }
}
