package dev.milepost.testing.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chain of one service's successful deployments to one tier: which changes each of them delivers. */
final class Chain {

    private final Map<String, Change> changes;
    private final DeliveredHeadRule meaning;
    private final List<Link> links = new ArrayList<>();
    private final Set<Change> delivered = new HashSet<>();

    private Chain(Map<String, Change> changes, DeliveredHeadRule meaning) {
        this.changes = changes;
        this.meaning = meaning;
    }

    /** @param deployments the successful ones of one service and tier, in order */
    static List<Link> of(List<Deployment> deployments, Map<String, Change> changes, DeliveredHeadRule meaning) {
        var chain = new Chain(changes, meaning);
        for (var deployment : deployments) {
            var link = chain.next(deployment);
            chain.links.add(link);
            chain.delivered.addAll(link.delivered());
        }
        return chain.links;
    }

    private Link next(Deployment deployment) {
        var here = links.stream()
                .filter(link -> link.deployment().environment().equals(deployment.environment()))
                .toList();
        var again = deployment.head() != null && wasDelivered(deployment.head(), here);
        var found = again ? Found.NOTHING : find(deployment, here);
        var brought = known(found.commits()).filter(change -> !change.isMerge()).toList();
        return new Link(
                deployment,
                found.rule(),
                Set.copyOf(brought.stream().map(Change::sha).toList()),
                brought.stream().filter(change -> !delivered.contains(change)).toList(),
                isRollback(deployment, here, again) || "hotfix".equals(deployment.kind()),
                isRollback(deployment, here, again),
                known(named(deployment)).findAny().isPresent());
    }

    private boolean wasDelivered(String head, List<Link> here) {
        return here.stream().anyMatch(link -> switch (meaning) {
            case AS_HEAD -> head.equals(link.deployment().head());
            case FIRST_THERE ->
                head.equals(link.deployment().head())
                        || link.delivered().stream()
                                .anyMatch(change -> change.sha().equals(head));
            case AT_ALL_THERE ->
                head.equals(link.deployment().head()) || link.brought().contains(head);
        });
    }

    private static boolean isRollback(Deployment deployment, List<Link> here, boolean again) {
        if ("rollback".equals(deployment.kind())) {
            return true;
        }
        return again
                && !Objects.equals(
                        deployment.head(),
                        here.get(here.size() - 1).deployment().head());
    }

    /** The four rules, the first that applies. */
    private Found find(Deployment deployment, List<Link> here) {
        var head = deployment.head();
        if (deployment.commits() != null) {
            return new Found("explicit", named(deployment));
        }
        if (head == null) {
            return Found.NOTHING;
        }
        var way = links.isEmpty() ? Optional.<Set<String>>empty() : way(head);
        if (way.isPresent()) {
            return new Found("ancestry", way.get());
        }
        var change = changes.get(head);
        if (change == null) {
            return Found.NOTHING;
        }
        return previousKnown(here)
                .map(previous -> new Found("window", between(previous, change)))
                .orElse(new Found("head", Set.of(head)));
    }

    /** The commits reachable from a head and from no earlier head; empty where one of them has no known parents. */
    private Optional<Set<String>> way(String head) {
        var heads = links.stream()
                .flatMap(link -> Stream.ofNullable(link.deployment().head()));
        var stops = reachable(heads.toList());
        var way = new LinkedHashSet<String>();
        var ahead = new ArrayDeque<>(List.of(head));
        while (!ahead.isEmpty()) {
            var sha = ahead.remove();
            if (stops.contains(sha) || !way.add(sha)) {
                continue;
            }
            var change = changes.get(sha);
            if (change == null || change.parents() == null) {
                return Optional.empty();
            }
            ahead.addAll(change.parents());
        }
        return Optional.of(way);
    }

    /** The commits reachable from some, themselves included, as far as parents are known. */
    private Set<String> reachable(List<String> heads) {
        var reached = new HashSet<String>();
        var ahead = new ArrayDeque<>(heads);
        while (!ahead.isEmpty()) {
            var sha = ahead.remove();
            if (reached.add(sha)) {
                known(List.of(sha))
                        .flatMap(change -> Stream.ofNullable(change.parents()))
                        .forEach(ahead::addAll);
            }
        }
        return reached;
    }

    /** The head of the latest earlier deployment to the same environment whose change is known. */
    private Optional<Change> previousKnown(List<Link> here) {
        return here.stream()
                .flatMap(link -> Stream.ofNullable(link.deployment().head()))
                .flatMap(head -> known(List.of(head)))
                .reduce((earlier, later) -> later);
    }

    private Set<String> between(Change previous, Change head) {
        var between = new LinkedHashSet<>(List.of(head.sha()));
        changes.values().stream()
                .filter(change -> change.committedAt().isAfter(previous.committedAt()))
                .filter(change -> !change.committedAt().isAfter(head.committedAt()))
                .filter(change -> !delivered.contains(change))
                .forEach(change -> between.add(change.sha()));
        return between;
    }

    private Stream<Change> known(Collection<String> shas) {
        return shas.stream().flatMap(sha -> Stream.ofNullable(changes.get(sha)));
    }

    private static Set<String> named(Deployment deployment) {
        var named = new LinkedHashSet<String>();
        Stream.ofNullable(deployment.commits()).forEach(named::addAll);
        Stream.ofNullable(deployment.head()).forEach(named::add);
        return named;
    }

    /** The commits that a rule finds. */
    private record Found(@Nullable String rule, Set<String> commits) {
        static final Found NOTHING = new Found(null, Set.of());
    }
}
