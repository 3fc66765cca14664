package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.DeliverySettings;
import dev.milepost.delivery.facts.RecomputationBacklog;
import dev.milepost.delivery.fourkeys.FactReader.FactKinds;
import dev.milepost.delivery.fourkeys.FourKeys.Bucket;
import dev.milepost.delivery.fourkeys.FourKeys.Group;
import dev.milepost.delivery.fourkeys.FourKeys.QueryWindow;
import dev.milepost.delivery.fourkeys.MetricCounts.CountContext;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.delivery.fourkeys.MetricsCalculator.FailureSources;
import dev.milepost.events.pipeline.Quarantine;
import dev.milepost.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes the response to a four keys query. */
@ApplicationScoped
class FourKeysService {

    private static final String DEFINITION = "four-keys/1";
    private static final int MAX_BUCKETS = 4_000;

    private final FactSelector selector;
    private final GroupSelector groups;
    private final MetricAggregator aggregator;
    private final ChangeDetailReader details;
    private final UnknownNames names;
    private final FactReader facts;
    private final DeliverySettings settings;
    private final RecomputationBacklog recomputations;
    private final Quarantine quarantine;

    FourKeysService(
            FactSelector selector,
            GroupSelector groups,
            MetricAggregator aggregator,
            ChangeDetailReader details,
            UnknownNames names,
            FactReader facts,
            DeliverySettings settings,
            RecomputationBacklog recomputations,
            Quarantine quarantine) {
        this.selector = selector;
        this.groups = groups;
        this.aggregator = aggregator;
        this.details = details;
        this.names = names;
        this.facts = facts;
        this.settings = settings;
        this.recomputations = recomputations;
        this.quarantine = quarantine;
    }

    @Snapshot
    FourKeys compute(FourKeysQuery query) {
        var window = query.window();
        var calendar = query.calendar();
        var kinds = facts.kinds();
        var failures = new FailureSources(kinds.incidents(), settings.countsRemedies());
        var calculator = new MetricsCalculator(calendar, query.benchmark(), query.start(), failures);
        var context = new CountContext(query.tier(), calendar.days(), query.zone());
        var filter = selector.resolve(query.filter(), query.ownership());
        var selection = selector.select(filter);

        var buckets = buckets(query);
        var windows = Stream.concat(Stream.of(window), buckets.stream().map(WindowCalendar.TimeBucket::window))
                .toList();
        var counted = aggregator.aggregate(
                windows.stream().map(w -> new CountQuery(selection, w)).toList(), context);
        var detailed = details.ofWindows(query, kinds, selection, windows, counted);
        var series = IntStream.range(0, buckets.size())
                .mapToObj(n -> bucket(buckets.get(n), counted.get(n + 1), detailed.get(n + 1), calculator))
                .toList();
        var found = query.groupBy() == null ? null : groups.select(query, filter, query.groupBy());
        return new FourKeys(
                DEFINITION,
                query.benchmark(),
                new QueryWindow(
                        query.requested().from(),
                        query.requested().to(),
                        window.to(),
                        query.zone().getId(),
                        query.tier()),
                names.find(query.filter()),
                recomputations.recomputing().orElse(null),
                calculator.calculate(
                        counted.get(0), detailed.get(0), window, quarantine.count(window.from(), window.to())),
                query.interval() == null ? null : series,
                found == null ? null : grouped(query, kinds, counted.get(0), found.selections(), context, calculator),
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

    private static Bucket bucket(
            WindowCalendar.TimeBucket bucket,
            MetricCounts counts,
            @Nullable ChangeDetails details,
            MetricsCalculator calculator) {
        var window = bucket.window();
        return new Bucket(
                window.from(), window.to(), bucket.partial(), calculator.calculate(counts, details, window, null));
    }

    /** The metrics of each group, most deployments first; groups without data are left out. */
    private List<Group> grouped(
            FourKeysQuery query,
            FactKinds kinds,
            MetricCounts whole,
            Map<String, FactSelection> found,
            CountContext context,
            MetricsCalculator calculator) {
        var window = query.window();
        var counted = aggregator.aggregate(
                found.values().stream().map(p -> new CountQuery(p, window)).toList(), context);
        var detailed = details.ofGroups(query, kinds, whole, found, counted);
        var keys = List.copyOf(found.keySet());
        return IntStream.range(0, keys.size())
                .filter(n -> !counted.get(n).isEmpty())
                .mapToObj(n ->
                        new Group(keys.get(n), calculator.calculate(counted.get(n), detailed.get(n), window, null)))
                .sorted(Comparator.comparing((Group group) ->
                                -group.metrics().deploymentFrequency().count())
                        .thenComparing(Group::key))
                .toList();
    }
}
