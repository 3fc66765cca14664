package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.ChainHistoryRepository.CommitKey;
import dev.milepost.delivery.facts.ChainHistoryRepository.DeployedHead;
import dev.milepost.delivery.facts.ChainHistoryRepository.EnvironmentKey;
import dev.milepost.platform.sql.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chain history of several services, loaded at once. Commits that were not preloaded, such as an old parent, are
 * loaded on first access.
 */
final class PreloadedCommitChains {

    private final ChainHistoryRepository repository;
    private final RecomputationStarts starts;
    private final RecomputationMemory memory;
    private final Map<CommitKey, @Nullable Change> changes = new HashMap<>();
    private final Map<String, List<Change>> changesByService = new HashMap<>();
    private final Map<EnvironmentKey, ChainHistory.PreviousDeployment> lastSteps = new HashMap<>();
    private final Set<DeliveredChange.TierCommit> tiersWithDeployments = new HashSet<>();
    private final Set<DeliveredChange.TierCommit> delivered = new HashSet<>();
    private final Set<DeployedHead> heads = new HashSet<>();
    private final Set<DeliveredChange.TierCommit> reached = new HashSet<>();

    private PreloadedCommitChains(
            ChainHistoryRepository repository, RecomputationStarts moments, RecomputationMemory memory) {
        this.repository = repository;
        this.starts = moments;
        this.memory = memory;
    }

    /** Preloads the data that the deployments to recompute will need, except for the commits in their lists. */
    static PreloadedCommitChains load(
            ChainHistoryRepository repository,
            RecomputationStarts moments,
            List<Deployment> deployments,
            FailureRules failures,
            RecomputationMemory memory) {
        var history = new PreloadedCommitChains(repository, moments, memory);
        var environments = new HashSet<EnvironmentKey>();
        var heads = new HashSet<CommitKey>();
        for (var deployment : deployments) {
            var service = deployment.key().service();
            environments.add(new EnvironmentKey(
                    service, deployment.tier(), deployment.key().environment()));
            if (deployment.commit() != null) {
                heads.add(new CommitKey(service, deployment.commit()));
            }
        }
        repository
                .findLastDeployments(environments, moments, failures)
                .forEach(last -> history.lastSteps.put(last.environment(), last.deployment()));
        history.tiersWithDeployments.addAll(repository.findTiersWithDeployments(environments, moments));
        history.addCommits(heads, repository.findChanges(heads, memory));
        history.loadChangesBetweenHeads(deployments);
        return history;
    }

    /** Loads the commits that deployments list. */
    void loadListed(Map<Deployment.Key, List<String>> commits) {
        var listed = new HashSet<CommitKey>();
        commits.forEach(
                (deployment, all) -> all.forEach(commit -> listed.add(new CommitKey(deployment.service(), commit))));
        listed.removeAll(changes.keySet());
        addCommits(listed, repository.findChanges(listed, memory));
    }

    /** Removes the commits without a change. They are loaded again where they are needed. */
    void removeCommitsWithoutChange() {
        changes.values().removeIf(Objects::isNull);
    }

    /** The chain history of one service and tier. */
    ChainHistory of(String service, String tier) {
        return new ChainView(service, tier);
    }

    /** Loads the changes between two heads. These are nearly all that the rules window and ancestry use. */
    private void loadChangesBetweenHeads(List<Deployment> deployments) {
        var after = new HashMap<String, Instant>();
        var until = new HashMap<String, Instant>();
        lastSteps.forEach((environment, step) -> {
            if (step.latestHeadCommittedAt() != null) {
                after.merge(environment.service(), step.latestHeadCommittedAt(), PreloadedCommitChains::earlier);
            }
        });
        for (var deployment : deployments) {
            var service = deployment.key().service();
            var head = deployment.commit() == null ? null : changes.get(new CommitKey(service, deployment.commit()));
            if (head != null) {
                after.merge(service, head.committedAt(), PreloadedCommitChains::earlier);
                until.merge(service, head.committedAt(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        after.keySet().retainAll(until.keySet());
        var services = List.copyOf(after.keySet());
        var between = repository.findCommittedBetween(
                services, Sql.column(services, after::get), Sql.column(services, until::get), memory);
        between.forEach(change -> changesByService
                .computeIfAbsent(change.service(), any -> new ArrayList<>())
                .add(change));
        addCommits(Sql.column(between, change -> new CommitKey(change.service(), change.commit())), between);
    }

    /** Caches commits: their changes, if stored, and whether they were delivered, deployed as a head, or reached. */
    private void addCommits(Collection<CommitKey> commits, List<Change> found) {
        var unknown =
                commits.stream().filter(commit -> !changes.containsKey(commit)).toList();
        found.forEach(change -> changes.put(new CommitKey(change.service(), change.commit()), change));
        unknown.forEach(commit -> changes.putIfAbsent(commit, null));
        delivered.addAll(repository.findDelivered(unknown, starts, memory));
        heads.addAll(repository.findDeployedHeads(unknown, starts, memory));
        reached.addAll(repository.findReached(unknown, starts, memory));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private final class ChainView implements ChainHistory {

        /** The most changes that are loaded with a missing commit. */
        private static final int MOST_AHEAD = 1_000;

        private final String service;
        private final String tier;
        private int ahead;

        private ChainView(String service, String tier) {
            this.service = service;
            this.tier = tier;
        }

        @Override
        public @Nullable Change findChange(String commit) {
            return changes.get(loadIfMissing(commit));
        }

        @Override
        public List<Change> findCommittedBetween(Instant after, Instant until) {
            return changesByService.getOrDefault(service, List.of()).stream()
                    .filter(change -> change.committedAt().isAfter(after)
                            && !change.committedAt().isAfter(until))
                    .toList();
        }

        @Override
        public boolean isDelivered(String commit) {
            loadIfMissing(commit);
            return delivered.contains(new DeliveredChange.TierCommit(service, tier, commit));
        }

        @Override
        public boolean wasHead(String environment, String commit) {
            loadIfMissing(commit);
            return heads.contains(new DeployedHead(new EnvironmentKey(service, tier, environment), commit));
        }

        @Override
        public boolean isReached(String commit) {
            loadIfMissing(commit);
            return reached.contains(new DeliveredChange.TierCommit(service, tier, commit));
        }

        @Override
        public @Nullable PreviousDeployment previousDeployment(String environment) {
            return lastSteps.get(new EnvironmentKey(service, tier, environment));
        }

        @Override
        public boolean hasDeployments() {
            return tiersWithDeployments.contains(new DeliveredChange.TierCommit(service, tier, ""));
        }

        private CommitKey loadIfMissing(String commit) {
            var sha = new CommitKey(service, commit);
            if (!changes.containsKey(sha)) {
                var found = repository.findChanges(List.of(sha), memory);
                addCommits(List.of(sha), found);
                if (!found.isEmpty() && !reached.contains(new DeliveredChange.TierCommit(service, tier, commit))) {
                    loadAhead(found.get(0).committedAt());
                }
            }
            return sha;
        }

        /**
         * Loads the changes before one that was missing: a walk that leaves what was loaded, as that of a first
         * deployment, goes on into the past. The first miss loads none, and each further one more, as long as most are
         * new.
         */
        private void loadAhead(Instant committedAt) {
            int limit = ahead;
            ahead = Math.min(MOST_AHEAD, Math.max(8, 4 * ahead));
            if (limit == 0) {
                return;
            }
            var found = repository.findCommittedUntil(service, committedAt, limit, memory);
            var missing = found.stream()
                    .filter(change -> !changes.containsKey(new CommitKey(service, change.commit())))
                    .toList();
            if (2 * missing.size() < found.size()) {
                ahead = 0;
            }
            addCommits(Sql.column(missing, change -> new CommitKey(service, change.commit())), missing);
        }
    }
}
