package dev.milepost.counting;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
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
                order by o.at desc, o.key desc limit ?
                """,
                row -> BadEvent.of(
                        row.getObject("key", UUID.class),
                        Objects.requireNonNull(Sql.instant(row, "at")),
                        OccurrenceJson.read(row.getString("events"))),
                query.slo(),
                query.range().from(),
                query.range().to(),
                query.before(),
                query.beforeKey(),
                query.limit());
    }
}
