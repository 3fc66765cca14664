package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.fourkeys.ChangeDetails.StageSpans;
import dev.milepost.delivery.fourkeys.FactReader.FactKinds;
import dev.milepost.delivery.fourkeys.FourKeysQuery.OwnershipMode;
import dev.milepost.delivery.fourkeys.MetricCounts.CountQuery;
import dev.milepost.delivery.fourkeys.PendingChangeReader.ServicePart;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what only facts have of the changes of a query, as long as these are few. */
@ApplicationScoped
class ChangeDetailReader {

    /** The most changes of a window whose facts are read. */
    static final int MOST_CHANGES = 10_000;

    private final StageReader stages;
    private final PendingChangeReader pending;
    private final FactSelector selector;
    private final GroupSelector groups;

    ChangeDetailReader(StageReader stages, PendingChangeReader pending, FactSelector selector, GroupSelector groups) {
        this.stages = stages;
        this.pending = pending;
        this.selector = selector;
        this.groups = groups;
    }

    /**
     * The details of the window of a query, and after it those of each of its buckets; null for all if the window has more
     * than {@link #MOST_CHANGES} delivered changes.
     *
     * @param counted the counts of these windows
     */
    List<@Nullable ChangeDetails> ofWindows(
            FourKeysQuery query,
            FactKinds kinds,
            FactSelection selection,
            List<Window> windows,
            List<MetricCounts> counted) {
        if (isTooLarge(query, counted.get(0))) {
            return none(counted);
        }
        var queries = windows.stream()
                .map(window -> new CountQuery(selection, window))
                .toList();
        var details = stages(query, kinds, queries, counted);
        var services = parts(services(query));
        var whole = pending(query, services, windows.subList(0, 1));
        // What is pending in a bucket may be delivered in a later one.
        return withPending(
                details,
                windows.size() == 1
                        ? whole
                        : whole.flatMap(first -> pending(query, services, windows.subList(1, windows.size()))
                                .map(each -> Stream.concat(first.stream(), each.stream())
                                        .toList())));
    }

    private Optional<List<Long>> pending(
            FourKeysQuery query, @Nullable List<ServicePart> services, List<Window> buckets) {
        var starts = Sql.column(buckets, Window::from);
        return pending.count(services, 1, query.window(), starts, query.tier(), MOST_CHANGES)
                .map(all -> all.get(0));
    }

    /**
     * The details of each group of a query, in their order.
     *
     * @param whole the counts of the whole window
     * @param counted the counts of the groups
     */
    List<@Nullable ChangeDetails> ofGroups(
            FourKeysQuery query,
            FactKinds kinds,
            MetricCounts whole,
            Map<String, FactSelection> found,
            List<MetricCounts> counted) {
        if (isTooLarge(query, whole)) {
            return none(counted);
        }
        var queries = found.values().stream()
                .map(selection -> new CountQuery(selection, query.window()))
                .toList();
        var details = stages(query, kinds, queries, counted);
        var keys = List.copyOf(found.keySet());
        var numbers = IntStream.range(0, keys.size()).boxed().collect(Collectors.toMap(keys::get, Function.identity()));
        var members = groups.findMembers(query, services(query)).entrySet().stream()
                .flatMap(service -> Stream.ofNullable(numbers.get(service.getValue()))
                        .map(number -> new ServicePart(service.getKey(), number)))
                .toList();
        var starts = List.of(query.window().from());
        return withPending(
                details,
                pending.count(members, keys.size(), query.window(), starts, query.tier(), MOST_CHANGES)
                        .map(all -> all.stream().map(each -> each.get(0)).toList()));
    }

    /** Another start than the commit is only known from facts, so it cannot be left out. */
    private static boolean isTooLarge(FourKeysQuery query, MetricCounts whole) {
        var delivered = whole.changes().delivered();
        if (delivered > MOST_CHANGES && query.start() != LeadStart.COMMIT) {
            throw FourKeysParameters.invalid(
                    "start",
                    "The window has %,d delivered changes; from another start than the commit, at most %,d are counted."
                            .formatted(delivered, MOST_CHANGES));
        }
        return delivered > MOST_CHANGES;
    }

    private List<ChangeDetails> stages(
            FourKeysQuery query, FactKinds kinds, List<CountQuery> queries, List<MetricCounts> counted) {
        return kinds.pullRequests()
                ? stages.read(queries, query.tier(), query.start())
                : counted.stream()
                        .map(counts -> withoutPullRequests(counts.changes()))
                        .toList();
    }

    private static ChangeDetails withoutPullRequests(MetricCounts.Changes changes) {
        var missing = new StageSpans(DurationStats.NONE, changes.delivered(), 0);
        var all = new EnumMap<Stage, StageSpans>(Stage.class);
        for (var stage : Stage.values()) {
            all.put(stage, missing);
        }
        return new ChangeDetails(all, MetricCounts.EMPTY.changes(), changes.delivered(), null);
    }

    /**
     * The services of a query, as their owners are today: nothing has delivered a change that is pending, so there is no
     * deployment whose owner it could have. Null for all services.
     */
    private @Nullable List<String> services(FourKeysQuery query) {
        var today = selector.resolve(query.filter(), OwnershipMode.CURRENT);
        return today.dimensionCount() == 0 ? null : today.services();
    }

    private static @Nullable List<ServicePart> parts(@Nullable List<String> services) {
        return services == null
                ? null
                : services.stream().map(service -> new ServicePart(service, 0)).toList();
    }

    private static List<@Nullable ChangeDetails> withPending(
            List<ChangeDetails> details, Optional<List<Long>> pending) {
        return IntStream.range(0, details.size())
                .<@Nullable ChangeDetails>mapToObj(n -> details.get(n)
                        .withNotYetDelivered(pending.map(all -> all.get(n)).orElse(null)))
                .toList();
    }

    private static List<@Nullable ChangeDetails> none(List<MetricCounts> counted) {
        return Sql.column(counted, any -> null);
    }
}
