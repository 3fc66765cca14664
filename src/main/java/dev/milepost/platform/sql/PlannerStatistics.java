package dev.milepost.platform.sql;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Analyzes tables in which at least 1000 rows and half of all rows have changed since the last analyze, as when a table
 * doubles. Autovacuum runs once a minute. An initial load is faster, and a plan for an empty table scans a full one.
 */
@ApplicationScoped
class PlannerStatistics {

    private static final Logger LOG = Logger.getLogger(PlannerStatistics.class);

    private static final String OUTGROWN = """
            select format('%I', relname) as name
            from pg_stat_user_tables
            where schemaname = current_schema() and n_mod_since_analyze >= greatest(1000, n_live_tup / 2)
            order by relname
            """;

    private final Sql sql;

    PlannerStatistics(Sql sql) {
        this.sql = sql;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        try {
            outgrown().forEach(this::analyze);
        } catch (Sql.Failure e) {
            LOG.debugf("Table statistics could not be refreshed. This will be retried: %s", e.getMessage());
        }
    }

    List<String> outgrown() {
        return sql.query(OUTGROWN, row -> row.getString("name"));
    }

    /** Skips a table that another replica or PostgreSQL is analyzing. */
    private void analyze(String table) {
        sql.update("analyze (skip_locked) " + table);
        LOG.debugf("The statistics of %s were refreshed.", table);
    }
}
