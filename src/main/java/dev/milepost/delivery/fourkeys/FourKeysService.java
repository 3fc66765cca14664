package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.fourkeys.FourKeys.Bucket;
import dev.milepost.delivery.fourkeys.FourKeys.Group;
import dev.milepost.delivery.fourkeys.FourKeys.QueryWindow;
import dev.milepost.delivery.fourkeys.MetricCounts.CountContext;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.events.pipeline.Quarantine;
import dev.milepost.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Computes the response to a four keys query. */
@ApplicationScoped
class FourKeysService {

    private static final String DEFINITION = "four-keys/1";
    private static final int MAX_BUCKETS = 4_000;

    private final FactSelector selector;
    private final GroupSelector groups;
    private final MetricAggregator aggregator;
    private final Quarantine quarantine;

    FourKeysService(FactSelector selector, GroupSelector groups, MetricAggregator aggregator, Quarantine quarantine) {
        this.selector = selector;
        this.groups = groups;
        this.aggregator = aggregator;
        this.quarantine = quarantine;
    }

    @Snapshot
    FourKeys compute(FourKeysQuery query) {
        var window = query.window();
        var calendar = query.calendar();
        var calculator = new MetricsCalculator(calendar, query.benchmark());
        var context = new CountContext(query.tier(), calendar.days(), query.zone());
        var filter = selector.resolve(query.filter(), query.ownership());
        var selection = selector.select(filter);

        var buckets = buckets(query);
        var windows = Stream.concat(Stream.of(window), buckets.stream().map(WindowCalendar.TimeBucket::window));
        var counted = aggregator.aggregate(
                windows.map(w -> new CountQuery(selection, w)).toList(), context);
        var series = IntStream.range(0, buckets.size())
                .mapToObj(n -> bucket(buckets.get(n), counted.get(n + 1), calculator))
                .toList();
        var found = query.groupBy() == null ? null : groups.select(query, filter, query.groupBy());
        return new FourKeys(
                DEFINITION,
                query.benchmark(),
                new QueryWindow(window.from(), window.to(), query.zone().getId(), query.tier()),
                calculator.calculate(counted.get(0), window, quarantine.count(window.from(), window.to())),
                query.interval() == null ? null : series,
                found == null ? null : grouped(query, found.selections(), context, calculator),
                found == null ? null : found.truncated());
    }

    private static List<WindowCalendar.TimeBucket> buckets(FourKeysQuery query) {
        if (query.interval() == null) {
            return List.of();
        }
        var buckets = query.calendar().buckets(query.interval());
        if (buckets.size() > MAX_BUCKETS) {
            throw FourKeysParameters.invalid(
                    "interval",
                    "The window has %d buckets of this interval; at most %d are allowed."
                            .formatted(buckets.size(), MAX_BUCKETS));
        }
        return buckets;
    }

    private static Bucket bucket(WindowCalendar.TimeBucket bucket, MetricCounts counts, MetricsCalculator calculator) {
        var window = bucket.window();
        return new Bucket(window.from(), window.to(), bucket.partial(), calculator.calculate(counts, window, null));
    }

    /** The metrics of each group, most deployments first; groups without data are left out. */
    private List<Group> grouped(
            FourKeysQuery query, Map<String, FactSelection> found, CountContext context, MetricsCalculator calculator) {
        var window = query.window();
        var counted = aggregator.aggregate(
                found.values().stream().map(p -> new CountQuery(p, window)).toList(), context);
        var keys = List.copyOf(found.keySet());
        return IntStream.range(0, keys.size())
                .filter(n -> !counted.get(n).isEmpty())
                .mapToObj(n -> new Group(keys.get(n), calculator.calculate(counted.get(n), window, null)))
                .sorted(Comparator.comparing((Group group) ->
                                -group.metrics().deploymentFrequency().count())
                        .thenComparing(Group::key))
                .toList();
    }
}
