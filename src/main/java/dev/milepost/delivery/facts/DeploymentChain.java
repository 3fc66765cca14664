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
    private final FailureRules failures;
    private final Map<Deployment.Key, List<DeploymentLink>> remediesOfEarlier = new HashMap<>();
    private boolean hasDeployments;

    DeploymentChain(ChainHistory history, FailureRules failures) {
        this.history = history;
        this.failures = failures;
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

    /** The rollbacks and hotfixes that blame a deployment from before the chain, in order, by that deployment. */
    Map<Deployment.Key, List<DeploymentLink>> remediesOfEarlier() {
        return remediesOfEarlier;
    }

    /**
     * Adds the next deployment. Call it in the order of finish time, environment and id.
     *
     * @param blamed whether an incident is attributed to it
     */
    void add(Deployment deployment, ServiceDimension dimension, boolean blamed) {
        var finishedAt = Objects.requireNonNull(deployment.succeededAt());
        var last = previousDeployment(deployment.key().environment());
        var head = deployment.commit();
        var change = head == null ? null : graph.findOrAwait(head, finishedAt);
        var walk = head == null ? new CommitGraph.Traversal(false, List.of()) : graph.traverse(head, finishedAt);
        var again = head != null && wasHead(deployment.key().environment(), head);
        var found = again ? MatchedChanges.NOTHING : matchChanges(deployment, change, walk, last);

        var rollback = again && !Objects.equals(head, last.head());
        var fixed = findBlamed(deployment, rollback, last);
        var link = new DeploymentLink(
                deployment.key(),
                deployment.tier(),
                finishedAt,
                dimension,
                found.rule(),
                found.window(),
                change == null ? last.latestHeadCommittedAt() : change.committedAt(),
                rollback || REWORK.contains(Objects.requireNonNullElse(deployment.kind(), "")),
                namedCommits(deployment).anyMatch(commit -> graph.findOrAwait(commit, finishedAt) != null),
                fixed == null ? null : new Remedy(remedyKind(deployment, rollback), fixed.id()),
                blamed,
                null);
        links.add(link);
        if (fixed != null) {
            blame(fixed, link);
        }
        deliver(deployment, finishedAt, dimension, found);
        lastByEnvironment.put(
                deployment.key().environment(),
                new ChainHistory.PreviousDeployment(
                        last.blameCandidates()
                                .then(new BlameCandidates.Candidate(
                                        deployment.key().id(), head, finishedAt, links.size() - 1)),
                        link.latestHeadCommittedAt()));
        if (head != null) {
            headsByEnvironment
                    .computeIfAbsent(deployment.key().environment(), any -> new HashSet<>())
                    .add(head);
        }
        hasDeployments = true;
    }

    /** A rollback that is also called a hotfix is a rollback. */
    private static String remedyKind(Deployment deployment, boolean rollback) {
        return rollback ? Remedy.ROLLBACK : Objects.requireNonNullElse(deployment.kind(), "");
    }

    /**
     * The deployment that a rollback or hotfix blames; null if it is none, or blames none.
     *
     * @param rollback whether it is a rollback by behaviour
     */
    private BlameCandidates.@Nullable Candidate findBlamed(
            Deployment deployment, boolean rollback, ChainHistory.PreviousDeployment last) {
        var kind = remedyKind(deployment, rollback);
        return failures.remedies() && REWORK.contains(kind)
                ? last.blameCandidates()
                        .findBlamed(
                                kind,
                                deployment.commit(),
                                Objects.requireNonNull(deployment.succeededAt()),
                                failures.window())
                : null;
    }

    private void blame(BlameCandidates.Candidate blamed, DeploymentLink remedy) {
        if (blamed.position() < 0) {
            remediesOfEarlier
                    .computeIfAbsent(Objects.requireNonNull(remedy.remedyOf()), any -> new ArrayList<>())
                    .add(remedy);
            return;
        }
        var link = links.get(blamed.position());
        links.set(blamed.position(), link.blamedBy(link.blamed(), remedy.remedyAfter(link.remedied())));
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
        return last == null ? ChainHistory.PreviousDeployment.NONE : last;
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
