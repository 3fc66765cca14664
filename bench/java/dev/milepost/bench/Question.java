package dev.milepost.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Asks for the four keys, of the service and of the database.
 *
 * @param parameter of the question; null asks for the whole organisation
 * @param condition says the same in SQL, of a service and the dimension d
 * @param names how many there are to ask for in turn
 */
record Question(String what, String parameter, String pattern, String condition, int names) {

    static final Question SERVICE = new Question("one service", "service", "svc-%04d", "x.service = ?", 1_000);
    static final Question TEAM = new Question(
            "one team", "team", "team-%02d", "x.dimension in (select id from dimension where team = ?)", 50);
    static final Question ORGANISATION = new Question("organisation", "", "", "?::text = ''", 1);

    String name(int number) {
        return names == 1 ? "" : pattern.formatted(1 + number * 7 % names);
    }

    String path(int number, Instant from, Instant to) {
        var path = "/api/v1/four-keys?from=%s&to=%s".formatted(from, to);
        return names == 1 ? path : path + "&%s=%s".formatted(parameter, name(number));
    }

    /** A window of whole microseconds whose edges cut days, as those of a dashboard do. */
    static Instant daysBefore(Instant to, int days) {
        return to.minus(days, ChronoUnit.DAYS);
    }

    /** The same over the facts and links, written down straightforwardly. */
    String sql() {
        return """
                select d.*, c.*, i.*
                from (
                    select count(*) deployments, count(*) filter (where failed_by is not null) failed,
                        count(*) filter (where rework) rework,
                        count(distinct (finished_at at time zone 'UTC')::date) deployment_days
                    from deployment_link x
                    where tier = 'production' and finished_at >= ? and finished_at < ? and %1$s) d
                cross join (
                    select count(*) changes, avg(lead_micros) mean,
                        percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by lead_micros) lead
                    from delivery x
                    where tier = 'production' and delivered_at >= ? and delivered_at < ? and lead_micros >= 0
                    and %1$s) c
                cross join (
                    select count(*) incidents, avg(extract(epoch from resolved_at - opened_at)) mean,
                        percentile_cont(array[0.5, 0.9]) within group (
                            order by extract(epoch from resolved_at - opened_at)) restore
                    from incident_link x
                    where tier = 'production' and resolved_at >= ? and resolved_at < ? and %1$s) i
                """.formatted(condition);
    }
}
