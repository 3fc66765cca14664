package dev.milepost.counting;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** The outcomes that were bad. */
@ApplicationScoped
public class BadEvents {

    private final Sql sql;

    BadEvents(DataSource database) {
        this.sql = new Sql(database);
    }

    /** Those of a range, newest first, as the SLO is answered. */
    public List<BadEvent> find(BadEventQuery query) {
        return sql.query(
                """
                select o.key, o.events, o.at from slo_outcome as o
                where o.reckoning = (select reckoning from slo_counted where slo = ?)
                  and o.kind = 'BAD' and o.at >= ? and o.at < ? and (o.at, o.key) < (?, ?)
                  and not exists (select from unnest(?::timestamptz[], ?::timestamptz[]) as taken (begins, ends)
                      where o.at >= begins and o.at < ends)
                order by o.at desc, o.key desc limit ?
                """,
                row -> badEvent(row, query.taken().time()),
                query.slo(),
                query.range().from(),
                query.range().to(),
                query.before(),
                query.beforeKey(),
                query.taken().leftOut().stream().map(Range::from).toList(),
                query.taken().leftOut().stream().map(Range::to).toList(),
                query.limit());
    }

    private static BadEvent badEvent(ResultSet row, CorrectedTime time) throws SQLException {
        Instant at = Objects.requireNonNull(Sql.instant(row, "at"));
        return BadEvent.of(
                row.getObject("key", UUID.class), at, OccurrenceJson.read(row.getString("events")), time.takenBy(at));
    }
}
