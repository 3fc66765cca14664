package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Queries the bad outcomes. */
@ApplicationScoped
public class BadEvents {

    /** The limit for the events of one page, in bytes. One outcome at a time is read into a tree. */
    private static final long MOST_BYTES = 512 << 10;

    private final Sql sql;

    BadEvents(Sql sql) {
        this.sql = sql;
    }

    /**
     * A query for one page of the bad events of an SLO.
     *
     * @param indicator the one that the SLO currently uses; it explains the outcomes
     * @param before the time of the last bad event of the previous page; {@code beforeKey} breaks ties
     * @param corrected true to list those that corrections exclude too
     */
    public record BadEventQuery(
            String slo,
            Indicator indicator,
            TimeRange range,
            Instant before,
            UUID beforeKey,
            int limit,
            ExcludedTime excluded,
            boolean corrected) {

        List<TimeRange> excludedRanges() {
            return corrected ? List.of() : excluded.ranges();
        }
    }

    /**
     * Returns the bad events of a time range, newest first, from the indicator count that the SLO currently uses. Their
     * number is limited by bytes too.
     */
    public Rows<BadEvent> find(BadEventQuery query) {
        return sql.queryWithin(
                MOST_BYTES,
                """
                select o.key, o.events, o.at from slo_outcome as o
                where o.indicator = (select indicator from slo_counted_definition where slo = ?)
                  and o.kind = 'BAD' and o.at >= ? and o.at < ? and (o.at, o.key) < (?, ?)
                  and not exists (select from unnest(?::timestamptz[], ?::timestamptz[]) as taken (begins, ends)
                      where o.at >= begins and o.at < ends)
                order by o.at desc, o.key desc limit ?
                """,
                "at desc, key desc",
                "octet_length(events::text)",
                row -> badEvent(row, query),
                query.slo(),
                query.range().from(),
                query.range().to(),
                query.before(),
                query.beforeKey(),
                query.excludedRanges().stream().map(TimeRange::from).toList(),
                query.excludedRanges().stream().map(TimeRange::to).toList(),
                query.limit());
    }

    private static BadEvent badEvent(ResultSet row, BadEventQuery query) throws SQLException {
        Instant at = Objects.requireNonNull(Sql.instant(row, "at"));
        var events = SliEventJson.read(row.getString("events"));
        return BadEvent.of(
                row.getObject("key", UUID.class),
                at,
                query.indicator().whyBad(events),
                events,
                query.excluded().correctionsAt(at));
    }
}
