package dev.milepost.platform.sql;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Has PostgreSQL look again at tables that have doubled since it last did. Its own look is once a minute; a first load
 * outgrows that, and a plan made for an empty table reads a full one whole.
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

    PlannerStatistics(DataSource database) {
        this.sql = new Sql(database);
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        try {
            outgrown().forEach(this::analyze);
        } catch (Sql.Failure e) {
            LOG.debugf("Statistics were not refreshed and will be: %s", e.getMessage());
        }
    }

    List<String> outgrown() {
        return sql.query(OUTGROWN, row -> row.getString("name"));
    }

    /** Where another replica or PostgreSQL itself is at it, that is enough. */
    private void analyze(String table) {
        sql.update("analyze (skip_locked) " + table);
        LOG.debugf("The statistics of %s were refreshed.", table);
    }
}
