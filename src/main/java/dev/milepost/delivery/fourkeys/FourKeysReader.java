package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.delivery.fourkeys.MetricCounts.CountContext;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The four keys in production for other packages, by the same definition and from the same facts as the API. */
@ApplicationScoped
public class FourKeysReader {

    private final MetricAggregator aggregator;
    private final FactSelector selector;
    private final Sql sql;

    FourKeysReader(MetricAggregator aggregator, FactSelector selector, Sql sql) {
        this.aggregator = aggregator;
        this.selector = selector;
        this.sql = sql;
    }

    /** A service and the window {@code [from, to)}. */
    public record ServiceWindow(String service, Instant from, Instant to) {}

    /** The metrics of one or all services in one window; a value is null if there is no data. */
    public record ServiceFourKeys(
            long deployments,
            double perDay,
            long changes,
            @Nullable BigDecimal leadTimeP50Seconds,
            long failed,
            @Nullable Double changeFailureRatio,
            long restores,
            @Nullable BigDecimal timeToRestoreP50Seconds) {}

    /** The metrics of each service and window, in the order of the argument. */
    public List<ServiceFourKeys> summarise(List<ServiceWindow> windows) {
        if (windows.isEmpty()) {
            return List.of();
        }
        var queries = windows.stream()
                .map(one -> new CountQuery(FactSelection.service(one.service()), new Window(one.from(), one.to())))
                .toList();
        // The days are not returned, but each deployment must fall into one. So one day starts at the earliest time.
        var earliest = windows.stream()
                .map(ServiceWindow::from)
                .min(Instant::compareTo)
                .orElseThrow();
        var context = new CountContext(EnvironmentTiers.PRODUCTION, List.of(earliest), ZoneOffset.UTC);
        var counted = aggregator.aggregate(queries, context);
        return IntStream.range(0, queries.size())
                .mapToObj(n -> figures(counted.get(n), queries.get(n).window()))
                .toList();
    }

    /** The metrics of all services together. */
    public ServiceFourKeys summariseAll(Instant from, Instant to) {
        return summarise(FactSelection.ORGANISATION, new Window(from, to));
    }

    /** The metrics of all services but one together, counted from their facts. */
    public ServiceFourKeys summariseAllExcept(String service, Instant from, Instant to) {
        var others = sql.query(
                "select coalesce(array_agg(id), '{}')::text as ids from dimension where service <> ?",
                row -> row.getString("ids"),
                service);
        return summarise(FactSelection.dimensions(others.get(0)), new Window(from, to));
    }

    private ServiceFourKeys summarise(FactSelection selection, Window window) {
        var context = new CountContext(
                EnvironmentTiers.PRODUCTION, new WindowCalendar(ZoneOffset.UTC, window).days(), ZoneOffset.UTC);
        return figures(
                aggregator
                        .aggregate(List.of(new CountQuery(selection, window)), context)
                        .get(0),
                window);
    }

    /**
     * The number of successful deployments of services on any of these golden paths; of all services if the list is
     * empty.
     */
    public long deployments(List<String> templates, Instant from, Instant to) {
        var filter = new FourKeysFilter(List.of(), List.of(), List.of(), List.of(), templates);
        var window = new Window(from, to);
        var context = new CountContext(
                EnvironmentTiers.PRODUCTION, new WindowCalendar(ZoneOffset.UTC, window).days(), ZoneOffset.UTC);
        return aggregator
                .aggregate(List.of(new CountQuery(selector.select(filter), window)), context)
                .get(0)
                .deployments()
                .count();
    }

    /** The first successful deployment of each service at or after the given time; services without one are absent. */
    public Map<String, Instant> firstDeployments(Map<String, Instant> after) {
        var first = new HashMap<String, Instant>();
        if (after.isEmpty()) {
            return first;
        }
        sql.query(
                """
                select asked.service, found.finished_at
                from unnest(?::text[], ?::timestamptz[]) asked (service, after)
                cross join lateral (
                    select finished_at from deployment_link d
                    where d.service = asked.service and d.tier = ? and d.finished_at >= asked.after
                    order by finished_at
                    limit 1
                ) found
                """,
                row -> first.put(row.getString("service"), Objects.requireNonNull(Sql.instant(row, "finished_at"))),
                List.copyOf(after.keySet()),
                after.keySet().stream().map(after::get).toList(),
                EnvironmentTiers.PRODUCTION);
        return first;
    }

    private static ServiceFourKeys figures(MetricCounts counts, Window window) {
        long count = counts.deployments().count();
        return new ServiceFourKeys(
                count,
                count / window.days(),
                counts.changes().leads().count(),
                counts.changes().leads().quantile(0.5),
                counts.deployments().failed(),
                count == 0 ? null : (Double) ((double) counts.deployments().failed() / count),
                counts.restores().count(),
                counts.restores().quantile(0.5));
    }
}
