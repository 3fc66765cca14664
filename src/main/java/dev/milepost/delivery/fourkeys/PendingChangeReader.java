package dev.milepost.delivery.fourkeys;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the changes that were committed in a window and that no deployment of the window delivered: those committed, minus
 * those of them that the window's deployments delivered. Both are read from indexes alone.
 */
@ApplicationScoped
class PendingChangeReader {

    private static final String ALL_SERVICES = "(select service, 0 as part from delivery_service)";
    private static final String SOME_SERVICES = "unnest(?::text[], ?::integer[])";

    /** The format arguments are the services and the most changes that are examined. */
    private static final String COMMITTED = """
            select part, width_bucket(committed_at, ?::timestamptz[]) as bucket, count(*) as changes
            from (
                select asked.part, committed_at
                from %s as asked (service, part)
                join lateral (
                    select committed_at from change
                    where change.service collate "POSIX" = asked.service and committed_at >= ? and committed_at < ? and not merge
                    offset 0
                ) change on true
                limit %d
            ) committed
            group by part, bucket
            """;

    /** The format arguments are the deliveries and the most changes that are examined. */
    private static final String DELIVERED = """
            select part, bucket, count(*) filter (where committed_in = bucket) as changes, count(*) as examined
            from (
                select part, width_bucket(delivered_at, starts) as bucket,
                    width_bucket(delivered_at - lead_micros * interval '1 microsecond', starts) as committed_in
                from (select ?::timestamptz[] as starts) asked
                cross join lateral (%s limit %d) delivered
            ) delivered
            group by part, bucket
            """;

    /** The same of one part and bucket, without the work of grouping. The format arguments are those of both. */
    private static final String WHOLE = """
            select committed.changes as committed, delivered.changes as delivered, delivered.examined as examined
            from (
                select count(*) as changes
                from (
                    select
                    from %1$s as asked (service, part)
                    join lateral (
                        select from change
                        where change.service collate "POSIX" = asked.service and committed_at >= ? and committed_at < ? and not merge
                        offset 0
                    ) change on true
                    limit %3$d
                ) change
            ) committed
            cross join (
                select count(*) filter (where committed_at >= starts and committed_at < ends) as changes,
                    count(*) as examined
                from (
                    select delivered_at - lead_micros * interval '1 microsecond' as committed_at
                    from (%2$s limit %3$d) delivery
                ) delivery
                cross join (select ?::timestamptz as starts, ?::timestamptz as ends) asked
            ) delivered
            """;

    private static final String DELIVERIES_OF_ALL = """
            select 0 as part, delivered_at, lead_micros from delivery
            where tier = ? and (delivered_at at time zone 'UTC') >= (?::timestamptz at time zone 'UTC')
                and (delivered_at at time zone 'UTC') < (?::timestamptz at time zone 'UTC')
            """;

    private static final String DELIVERIES_OF_SOME = """
            select part, delivered_at, lead_micros
            from unnest(?::text[], ?::integer[]) as asked (service, part)
            join dimension using (service)
            join delivery on delivery.dimension = dimension.id and tier = ? and delivered_at >= ? and delivered_at < ?
            """;

    private final Sql sql;

    PendingChangeReader(Sql sql) {
        this.sql = sql;
    }

    /**
     * A service and the part of the answer that counts its changes.
     *
     * @param part the number of the part
     */
    record ServicePart(String service, int part) {}

    private record Counted(int part, int bucket, long changes, long examined) {}

    /**
     * The counts of each part and bucket; empty if there are more changes or services than are counted.
     *
     * @param services all services with their parts; null for all that there are, in part 0
     * @param parts the number of parts
     * @param bucketStarts the start of each bucket of the window
     */
    Optional<List<List<Long>>> count(
            @Nullable List<ServicePart> services,
            int parts,
            Window window,
            List<Instant> bucketStarts,
            String tier,
            int most) {
        if (services == null ? countServices(most + 1) > most : services.size() > most) {
            return Optional.empty();
        }
        if (parts == 1 && bucketStarts.size() == 1) {
            return whole(services, window, tier, most);
        }
        var committed = committed(services, window, bucketStarts, most);
        var delivered = delivered(services, window, bucketStarts, tier, most);
        if (examined(committed) > most || examined(delivered) > most) {
            return Optional.empty();
        }
        var all = new ArrayList<List<Long>>();
        for (int part = 0; part < parts; part++) {
            all.add(new ArrayList<>(Collections.nCopies(bucketStarts.size(), 0L)));
        }
        committed.forEach(one -> all.get(one.part()).set(one.bucket() - 1, one.changes()));
        delivered.forEach(one -> {
            var buckets = all.get(one.part());
            buckets.set(one.bucket() - 1, buckets.get(one.bucket() - 1) - one.changes());
        });
        return Optional.of(all);
    }

    private Optional<List<List<Long>>> whole(
            @Nullable List<ServicePart> services, Window window, String tier, int most) {
        var values = new ArrayList<Object>();
        addServices(values, services);
        values.addAll(List.of(window.from(), window.to()));
        addServices(values, services);
        values.addAll(List.of(tier, window.from(), window.to(), window.from(), window.to()));
        var statement = WHOLE.formatted(
                services == null ? ALL_SERVICES : SOME_SERVICES,
                services == null ? DELIVERIES_OF_ALL : DELIVERIES_OF_SOME,
                most + 1);
        return sql.query(
                        statement,
                        row -> row.getLong("committed") > most || row.getLong("examined") > most
                                ? Optional.<List<List<Long>>>empty()
                                : Optional.of(List.of(List.of(row.getLong("committed") - row.getLong("delivered")))),
                        values.toArray())
                .get(0);
    }

    private List<Counted> committed(
            @Nullable List<ServicePart> services, Window window, List<Instant> bucketStarts, int most) {
        var values = new ArrayList<Object>();
        values.add(bucketStarts);
        addServices(values, services);
        values.addAll(List.of(window.from(), window.to()));
        return sql.query(
                COMMITTED.formatted(services == null ? ALL_SERVICES : SOME_SERVICES, most + 1),
                row -> new Counted(
                        row.getInt("part"), row.getInt("bucket"), row.getLong("changes"), row.getLong("changes")),
                values.toArray());
    }

    private List<Counted> delivered(
            @Nullable List<ServicePart> services, Window window, List<Instant> bucketStarts, String tier, int most) {
        // A change with a negative lead time may be committed after the last bucket.
        var starts = new ArrayList<>(bucketStarts);
        starts.add(window.to());
        var values = new ArrayList<Object>();
        values.add(starts);
        addServices(values, services);
        values.addAll(List.of(tier, window.from(), window.to()));
        return sql.query(
                DELIVERED.formatted(services == null ? DELIVERIES_OF_ALL : DELIVERIES_OF_SOME, most + 1),
                row -> new Counted(
                        row.getInt("part"), row.getInt("bucket"), row.getLong("changes"), row.getLong("examined")),
                values.toArray());
    }

    private static void addServices(List<Object> values, @Nullable List<ServicePart> services) {
        if (services != null) {
            values.add(Sql.column(services, ServicePart::service));
            values.add(Sql.column(services, ServicePart::part));
        }
    }

    private static long examined(List<Counted> counted) {
        return counted.stream().mapToLong(Counted::examined).sum();
    }

    private long countServices(int limit) {
        return sql.query(
                        "select count(*) from (select from delivery_service limit ?) counted",
                        row -> row.getLong(1),
                        limit)
                .get(0);
    }
}
