package dev.milepost.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The successful deployments of one service in one tier, linked one after the other to the changes that they delivered
 * (metrics.md, Lead time for changes and Deployment rework rate). It may begin anywhere: what came before is asked of
 * its {@link Past}.
 */
final class Chain {

    private static final Set<String> REWORK = Set.of("hotfix", "rollback");

    private final Past past;
    private final Way way;
    private final Map<String, Past.Step> lastByEnvironment = new HashMap<>();
    private final Map<String, Set<String>> headsByEnvironment = new HashMap<>();
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
    private final List<DeploymentLink> links = new ArrayList<>();
    private boolean begun;

    Chain(Past past) {
        this.past = past;
        this.way = new Way(past);
        this.begun = past.hasBegun();
    }

    List<DeploymentLink> links() {
        return links;
    }

    Collection<Delivery> deliveries() {
        return deliveries.values();
    }

    Way way() {
        return way;
    }

    /** Adds the next deployment, in the order of finish, environment and id. */
    void add(Deployment deployment, Dimension dimension, boolean failed) {
        var finishedAt = Objects.requireNonNull(deployment.joinedAt());
        var last = last(deployment.key().environment());
        var head = deployment.commit();
        var change = head == null ? null : way.find(head, finishedAt);
        var walk = head == null ? new Way.Walk(false, List.of()) : way.walk(head, finishedAt);
        var again = head != null && wasHead(deployment.key().environment(), head);
        var found = again ? Found.NOTHING : find(deployment, change, walk, last);

        links.add(new DeploymentLink(
                deployment.key(),
                deployment.tier(),
                finishedAt,
                dimension,
                found.rule(),
                found.window(),
                change == null ? last.anchoredAt() : change.committedAt(),
                REWORK.contains(Objects.requireNonNullElse(deployment.kind(), ""))
                        || (again && !Objects.equals(head, last.head())),
                failed,
                named(deployment).anyMatch(commit -> way.find(commit, finishedAt) != null)));
        deliver(deployment, finishedAt, dimension, found);
        lastByEnvironment.put(
                deployment.key().environment(),
                new Past.Step(head, change == null ? last.anchoredAt() : change.committedAt()));
        if (head != null) {
            headsByEnvironment
                    .computeIfAbsent(deployment.key().environment(), any -> new HashSet<>())
                    .add(head);
        }
        begun = true;
    }

    /** The changes that a deployment brings, delivered before or not, and the rule that found them. */
    private record Found(@Nullable Rule rule, DeploymentLink.@Nullable Window window, List<Change> changes) {
        static final Found NOTHING = new Found(null, null, List.of());
    }

    private Found find(Deployment deployment, @Nullable Change head, Way.Walk walk, Past.Step last) {
        var finishedAt = Objects.requireNonNull(deployment.joinedAt());
        if (deployment.commits() != null) {
            var changes = named(deployment)
                    .flatMap(commit -> Stream.ofNullable(way.find(commit, finishedAt)))
                    .toList();
            return new Found(Rule.EXPLICIT, null, changes);
        }
        if (begun && deployment.commit() != null && walk.whole()) {
            return new Found(Rule.ANCESTRY, null, walk.changes());
        }
        if (head == null) {
            return new Found(Rule.HEAD, null, List.of());
        }
        if (last.anchoredAt() == null) {
            return new Found(Rule.HEAD, null, List.of(head));
        }
        var window = new DeploymentLink.Window(last.anchoredAt(), head.committedAt());
        var changes = Stream.concat(Stream.of(head), past.committed(window.after(), window.until()).stream());
        return new Found(Rule.WINDOW, window, changes.toList());
    }

    private void deliver(Deployment deployment, Instant finishedAt, Dimension dimension, Found found) {
        for (var change : found.changes()) {
            if (change.isMerge() || past.isDelivered(change.commit()) || deliveries.containsKey(change.commit())) {
                continue;
            }
            var commit = new Delivery.Commit(change.service(), deployment.tier(), change.commit());
            var rule = Objects.requireNonNull(found.rule());
            deliveries.put(
                    change.commit(),
                    new Delivery(commit, deployment.key(), finishedAt, change.committedAt(), dimension, rule));
        }
    }

    private Past.Step last(String environment) {
        var last = lastByEnvironment.get(environment);
        if (last == null) {
            last = past.last(environment);
        }
        return last == null ? new Past.Step(null, null) : last;
    }

    /** Whether a head had been delivered in an environment: by an earlier deployment there of the same head. */
    private boolean wasHead(String environment, String commit) {
        return headsByEnvironment.getOrDefault(environment, Set.of()).contains(commit)
                || past.wasHead(environment, commit);
    }

    /** The commits that a deployment names: its list, and its head. */
    private static Stream<String> named(Deployment deployment) {
        var listed = deployment.commits() == null ? Stream.<String>empty() : deployment.commits().stream();
        return Stream.concat(listed, Stream.ofNullable(deployment.commit())).distinct();
    }
}
