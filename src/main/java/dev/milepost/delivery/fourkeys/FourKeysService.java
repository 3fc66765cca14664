package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.fourkeys.FourKeys.Bucket;
import dev.milepost.delivery.fourkeys.FourKeys.Group;
import dev.milepost.delivery.fourkeys.FourKeys.QueryWindow;
import dev.milepost.events.log.QuarantineCounter;
import dev.milepost.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
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
    private final Instance<QuarantineCounter> quarantined;

    FourKeysService(
            FactSelector parts,
            GroupSelector groups,
            MetricAggregator tallies,
            Instance<QuarantineCounter> quarantined) {
        this.selector = parts;
        this.groups = groups;
        this.aggregator = tallies;
        this.quarantined = quarantined;
    }

    @Snapshot
    FourKeys compute(FourKeysQuery question) {
        var window = question.window();
        var calendar = question.calendar();
        var reckoning = new MetricsCalculator(calendar, question.benchmark());
        var frame = new CountContext(question.tier(), calendar.days(), question.zone());
        var filter = selector.resolve(question.filter(), question.ownership());
        var part = selector.select(filter);

        var buckets = buckets(question);
        var windows = Stream.concat(Stream.of(window), buckets.stream().map(WindowCalendar.TimeBucket::window));
        var counted =
                aggregator.aggregate(windows.map(w -> new CountQuery(part, w)).toList(), frame);
        var series = IntStream.range(0, buckets.size())
                .mapToObj(n -> bucket(buckets.get(n), counted.get(n + 1), reckoning))
                .toList();
        var found = question.groupBy() == null ? null : groups.select(question, filter, question.groupBy());
        return new FourKeys(
                DEFINITION,
                question.benchmark(),
                new QueryWindow(window.from(), window.to(), question.zone().getId(), question.tier()),
                reckoning.calculate(counted.get(0), window, quarantined(window)),
                question.interval() == null ? null : series,
                found == null ? null : grouped(question, found.selections(), frame, reckoning),
                found == null ? null : found.truncated());
    }

    private long quarantined(Window window) {
        return quarantined.stream()
                .mapToLong(events -> events.count(window.from(), window.to()))
                .sum();
    }

    private static List<WindowCalendar.TimeBucket> buckets(FourKeysQuery question) {
        if (question.interval() == null) {
            return List.of();
        }
        var buckets = question.calendar().buckets(question.interval());
        if (buckets.size() > MAX_BUCKETS) {
            throw new InvalidFourKeysQuery(
                    "interval",
                    "The window has %d buckets of this interval; at most %d are allowed.".formatted(buckets.size(), MAX_BUCKETS));
        }
        return buckets;
    }

    private static Bucket bucket(WindowCalendar.TimeBucket bucket, MetricCounts tally, MetricsCalculator reckoning) {
        var window = bucket.window();
        return new Bucket(window.from(), window.to(), bucket.partial(), reckoning.calculate(tally, window, null));
    }

    /** The metrics of each group, most deployments first; groups without data are left out. */
    private List<Group> grouped(
            FourKeysQuery question, Map<String, FactSelection> found, CountContext frame, MetricsCalculator reckoning) {
        var window = question.window();
        var counted = aggregator.aggregate(
                found.values().stream().map(p -> new CountQuery(p, window)).toList(), frame);
        var keys = List.copyOf(found.keySet());
        return IntStream.range(0, keys.size())
                .filter(n -> !counted.get(n).isEmpty())
                .mapToObj(n -> new Group(keys.get(n), reckoning.calculate(counted.get(n), window, null)))
                .sorted(Comparator.comparing((Group group) ->
                                -group.metrics().deploymentFrequency().count())
                        .thenComparing(Group::key))
                .toList();
    }
}
