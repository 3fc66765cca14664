package dev.milepost.delivery.facts;

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
 * The successful deployments of one service in one tier, in order, each linked to the changes that it delivered
 * (docs/metrics.md, Lead time for changes and Deployment rework rate). A chain may start anywhere. It reads earlier
 * deployments from its {@link ChainHistory}.
 */
final class DeploymentChain {

    private static final Set<String> REWORK = Set.of("hotfix", "rollback");

    private final ChainHistory history;
    private final CommitGraph graph;
    private final Map<String, ChainHistory.PreviousDeployment> lastByEnvironment = new HashMap<>();
    private final Map<String, Set<String>> headsByEnvironment = new HashMap<>();
    private final Map<String, DeliveredChange> deliveries = new LinkedHashMap<>();
    private final List<DeploymentLink> links = new ArrayList<>();
    private boolean hasDeployments;

    DeploymentChain(ChainHistory history) {
        this.history = history;
        this.graph = new CommitGraph(history);
        this.hasDeployments = history.hasDeployments();
    }

    List<DeploymentLink> links() {
        return links;
    }

    Collection<DeliveredChange> deliveries() {
        return deliveries.values();
    }

    CommitGraph graph() {
        return graph;
    }

    /** Adds the next deployment. Call it in the order of finish time, environment and id. */
    void add(Deployment deployment, ServiceDimension dimension, boolean failed) {
        var finishedAt = Objects.requireNonNull(deployment.succeededAt());
        var last = previousDeployment(deployment.key().environment());
        var head = deployment.commit();
        var change = head == null ? null : graph.findOrAwait(head, finishedAt);
        var walk = head == null ? new CommitGraph.Traversal(false, List.of()) : graph.traverse(head, finishedAt);
        var again = head != null && wasHead(deployment.key().environment(), head);
        var found = again ? MatchedChanges.NOTHING : matchChanges(deployment, change, walk, last);

        links.add(new DeploymentLink(
                deployment.key(),
                deployment.tier(),
                finishedAt,
                dimension,
                found.rule(),
                found.window(),
                change == null ? last.latestHeadCommittedAt() : change.committedAt(),
                REWORK.contains(Objects.requireNonNullElse(deployment.kind(), ""))
                        || (again && !Objects.equals(head, last.head())),
                failed,
                namedCommits(deployment).anyMatch(commit -> graph.findOrAwait(commit, finishedAt) != null)));
        deliver(deployment, finishedAt, dimension, found);
        lastByEnvironment.put(
                deployment.key().environment(),
                new ChainHistory.PreviousDeployment(
                        head, change == null ? last.latestHeadCommittedAt() : change.committedAt()));
        if (head != null) {
            headsByEnvironment
                    .computeIfAbsent(deployment.key().environment(), any -> new HashSet<>())
                    .add(head);
        }
        hasDeployments = true;
    }

    /** The changes of a deployment, including those already delivered, and the rule that found them. */
    private record MatchedChanges(
            @Nullable DeliveryRule rule, DeploymentLink.@Nullable Window window, List<Change> changes) {
        static final MatchedChanges NOTHING = new MatchedChanges(null, null, List.of());
    }

    private MatchedChanges matchChanges(
            Deployment deployment,
            @Nullable Change head,
            CommitGraph.Traversal walk,
            ChainHistory.PreviousDeployment last) {
        var finishedAt = Objects.requireNonNull(deployment.succeededAt());
        if (deployment.commits() != null) {
            var changes = namedCommits(deployment)
                    .flatMap(commit -> Stream.ofNullable(graph.findOrAwait(commit, finishedAt)))
                    .toList();
            return new MatchedChanges(DeliveryRule.EXPLICIT, null, changes);
        }
        if (hasDeployments && deployment.commit() != null && walk.complete()) {
            return new MatchedChanges(DeliveryRule.ANCESTRY, null, walk.changes());
        }
        if (head == null) {
            return new MatchedChanges(DeliveryRule.HEAD, null, List.of());
        }
        if (last.latestHeadCommittedAt() == null) {
            return new MatchedChanges(DeliveryRule.HEAD, null, List.of(head));
        }
        var window = new DeploymentLink.Window(last.latestHeadCommittedAt(), head.committedAt());
        var changes =
                Stream.concat(Stream.of(head), history.findCommittedBetween(window.after(), window.until()).stream());
        return new MatchedChanges(DeliveryRule.WINDOW, window, changes.toList());
    }

    private void deliver(Deployment deployment, Instant finishedAt, ServiceDimension dimension, MatchedChanges found) {
        for (var change : found.changes()) {
            if (change.isMerge() || history.isDelivered(change.commit()) || deliveries.containsKey(change.commit())) {
                continue;
            }
            var commit = new DeliveredChange.TierCommit(change.service(), deployment.tier(), change.commit());
            var rule = Objects.requireNonNull(found.rule());
            deliveries.put(
                    change.commit(),
                    new DeliveredChange(commit, deployment.key(), finishedAt, change.committedAt(), dimension, rule));
        }
    }

    private ChainHistory.PreviousDeployment previousDeployment(String environment) {
        var last = lastByEnvironment.get(environment);
        if (last == null) {
            last = history.previousDeployment(environment);
        }
        return last == null ? new ChainHistory.PreviousDeployment(null, null) : last;
    }

    /** Whether an earlier deployment to the environment had the same head. */
    private boolean wasHead(String environment, String commit) {
        return headsByEnvironment.getOrDefault(environment, Set.of()).contains(commit)
                || history.wasHead(environment, commit);
    }

    /** The commits that a deployment names: its list and its head. */
    private static Stream<String> namedCommits(Deployment deployment) {
        var listed = deployment.commits() == null ? Stream.<String>empty() : deployment.commits().stream();
        return Stream.concat(listed, Stream.ofNullable(deployment.commit())).distinct();
    }
}
