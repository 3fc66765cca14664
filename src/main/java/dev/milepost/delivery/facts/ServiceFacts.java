package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the facts of one service. */
@ApplicationScoped
public class ServiceFacts {

    private static final String COUNT = """
            select
                (select count(*) from event where service = asked.service) as events,
                (select count(*) from change where service = asked.service) as changes,
                (select count(*) from deployment where service = asked.service) as deployments,
                (select count(*) from incident where service = asked.service) as incidents,
                (select count(*) from build where service = asked.service) as builds,
                (select count(*) from pull_request where service = asked.service) as pull_requests,
                (select md5(concat_ws(' ',
                    (select max(event_time) from change where service = asked.service),
                    (select concat(count(*), max(event_time)) from deployment_report where service = asked.service),
                    (select concat(count(*), max(r.event_time)) from incident i
                        join incident_report r using (source, incident_id) where i.service = asked.service)))) as state
            from (select ?::text as service) asked
            """;

    private final Sql sql;

    ServiceFacts(Sql sql) {
        this.sql = sql;
    }

    /**
     * The facts of a service.
     *
     * @param events in the event log; they stay there until retention drops them
     * @param state differs if the facts differ
     */
    public record FactCounts(
            long events, long changes, long deployments, long incidents, long builds, long pullRequests, String state) {

        public boolean isEmpty() {
            return changes + deployments + incidents + builds + pullRequests == 0;
        }
    }

    public FactCounts count(String service) {
        return sql.query(
                        COUNT,
                        row -> new FactCounts(
                                row.getLong("events"),
                                row.getLong("changes"),
                                row.getLong("deployments"),
                                row.getLong("incidents"),
                                row.getLong("builds"),
                                row.getLong("pull_requests"),
                                row.getString("state")),
                        service)
                .get(0);
    }
}
