package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.DeploymentRepository.SucceededDeployment;
import dev.milepost.delivery.facts.Remedy.AppliedRemedies;
import dev.milepost.delivery.facts.TierCommitTimeRepository.TierCommitTime;
import dev.milepost.platform.collections.Parts;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recomputes the links of the deployments and incidents of a batch of services and writes the difference. */
@ApplicationScoped
class LinkRecomputation {

    /** The maximum size of the lists of commits that are read at once, in bytes. */
    private static final long MOST_READ = 4 << 20;

    private final DeploymentRepository deployments;
    private final ChainHistoryRepository history;
    private final DeploymentLinkRepository links;
    private final IncidentAttribution attribution;
    private final TierCommitTimeRepository reachedCommits;
    private final TierCommitTimeRepository awaitedCommits;
    private final FailureRules failures;
    private final TransactionSynchronizationRegistry transactions;

    LinkRecomputation(
            DeploymentRepository deployments,
            ChainHistoryRepository past,
            DeploymentLinkRepository links,
            IncidentAttribution blaming,
            DeliverySettings settings,
            Sql sql,
            TransactionSynchronizationRegistry transactions) {
        this.deployments = deployments;
        this.history = past;
        this.links = links;
        this.attribution = blaming;
        this.failures = settings.failures();
        this.reachedCommits = new TierCommitTimeRepository(sql, "reached_commit", "reached_at");
        this.awaitedCommits = new TierCommitTimeRepository(sql, "awaited_change", "since");
        this.transactions = transactions;
    }

    void relink(RecomputationBatch slice) {
        var moments = slice.starts();
        var tail = deployments.findSucceeded(moments, slice.memory());
        var before = links.findLinksSince(moments, slice.dimensions(), slice.memory());
        var relinked = new HashSet<Deployment.Key>();
        tail.forEach(one -> relinked.add(one.deployment().key()));
        before.forEach(link -> relinked.add(link.key()));

        var blamed = attribution.relink(slice, relinked);
        var chains = linkChains(slice, tail, blamed.blamed());
        writeLinks(slice, before, chains);
        writeDeliveries(slice, chains);
        reachedCommits.replaceSince(moments, reached(chains), slice.memory());
        blamed.examined().removeAll(relinked);
        updateFailures(slice, blamed, remediesOfEarlier(slice, before, chains, relinked));
    }

    /** A chain with its service and tier. */
    private record ServiceChain(String service, String tier, DeploymentChain chain) {}

    /**
     * Links the chains, and writes what they await. The lists of commits are read in parts, since each can be as large
     * as an event, and most of what they name is awaited alone.
     */
    private List<ServiceChain> linkChains(
            RecomputationBatch slice, List<SucceededDeployment> tail, Set<Deployment.Key> blamed) {
        if (tail.isEmpty()) {
            awaitedCommits.deleteSince(slice.starts());
            return List.of();
        }
        var all = tail.stream().map(SucceededDeployment::deployment).toList();
        var loaded = PreloadedCommitChains.load(history, slice.starts(), all, failures, slice.memory());
        var chains = new ArrayList<ServiceChain>();
        var parts = Parts.within(MOST_READ, tail, SucceededDeployment::bytes);
        if (parts.size() == 1) {
            link(slice, parts.get(0), loaded, blamed, chains);
            awaitedCommits.replaceSince(slice.starts(), awaited(chains), slice.memory());
            return chains;
        }
        awaitedCommits.deleteSince(slice.starts());
        for (var part : parts) {
            link(slice, part, loaded, blamed, chains);
            awaitedCommits.insert(awaited(chains));
            chains.forEach(linked -> linked.chain().graph().clearAwaited());
            loaded.removeCommitsWithoutChange();
        }
        return chains;
    }

    /** Adds a part of the deployments to the chains. */
    private void link(
            RecomputationBatch slice,
            List<SucceededDeployment> part,
            PreloadedCommitChains loaded,
            Set<Deployment.Key> blamed,
            List<ServiceChain> chains) {
        var commits = deployments.findCommits(part.stream()
                .filter(one -> one.bytes() > 0)
                .map(one -> one.deployment().key())
                .toList());
        loaded.loadListed(commits);
        // The deployments are sorted by service and tier, and within these by finish time, environment and id.
        for (var one : part) {
            checkTime();
            // It may have changed since it was read, after which it is recomputed again; all but the commits stay as
            // read.
            var deployment =
                    one.deployment().withCommits(commits.get(one.deployment().key()));
            var service = deployment.key().service();
            var last = chains.isEmpty() ? null : chains.get(chains.size() - 1);
            if (last == null || !last.service().equals(service) || !last.tier().equals(deployment.tier())) {
                last = new ServiceChain(
                        service,
                        deployment.tier(),
                        new DeploymentChain(loaded.of(service, deployment.tier()), failures));
                chains.add(last);
            }
            var dimension = slice.dimensions()
                    .of(service, Objects.requireNonNull(deployment.succeededAt()), deployment.template());
            last.chain().add(deployment, dimension, blamed.contains(deployment.key()));
        }
    }

    /** Stops when the time limit of the transaction has passed, since nothing could be written any more. */
    private void checkTime() {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("The links take longer than the time limit of the transaction");
        }
    }

    private void writeLinks(RecomputationBatch slice, List<DeploymentLink> before, List<ServiceChain> chains) {
        var after = chains.stream()
                .flatMap(linked -> linked.chain().links().stream())
                .toList();
        var difference = Difference.of(before, after);
        links.deleteLinks(difference.removed());
        links.insertLinks(difference.added());
        slice.changes().deployments(difference.removed(), difference.added());
    }

    private void writeDeliveries(RecomputationBatch slice, List<ServiceChain> chains) {
        var before = links.findDeliveriesSince(slice.starts(), slice.dimensions(), slice.memory());
        var after = chains.stream()
                .flatMap(linked -> linked.chain().deliveries().stream())
                .toList();
        var difference = Difference.of(before, after);
        links.deleteDeliveries(difference.removed());
        links.insertDeliveries(difference.added());
        slice.changes().deliveries(difference.removed(), difference.added());
    }

    /**
     * The rollbacks and hotfixes that blame deployments from before the recomputed chains, for those where a recomputed one
     * does or did. The value is empty if none blames the deployment any more.
     */
    private Map<Deployment.Key, Optional<AppliedRemedies>> remediesOfEarlier(
            RecomputationBatch slice,
            List<DeploymentLink> before,
            List<ServiceChain> chains,
            Set<Deployment.Key> relinked) {
        var blamed = before.stream()
                .flatMap(link -> Stream.ofNullable(link.remedyOf()))
                .filter(key -> !relinked.contains(key))
                .collect(Collectors.toSet());
        chains.forEach(
                linked -> blamed.addAll(linked.chain().remediesOfEarlier().keySet()));
        if (blamed.isEmpty()) {
            return Map.of();
        }
        var found = links.findRemediesBefore(blamed, slice.starts());
        for (var linked : chains) {
            linked.chain()
                    .remediesOfEarlier()
                    .forEach((key, remedies) -> remedies.forEach(
                            remedy -> found.compute(key, (any, earlier) -> remedy.remedyAfter(earlier))));
        }
        return blamed.stream().collect(Collectors.toMap(key -> key, key -> Optional.ofNullable(found.get(key))));
    }

    /** Updates the failures of deployments whose chains were not recomputed but whose incidents, rollbacks or hotfixes were. */
    private void updateFailures(
            RecomputationBatch slice,
            IncidentAttribution.AttributionResult incidents,
            Map<Deployment.Key, Optional<AppliedRemedies>> remedies) {
        var examined = new HashSet<>(incidents.examined());
        examined.addAll(remedies.keySet());
        var before = links.findLinks(examined, slice.dimensions());
        var after = before.stream()
                .map(link -> link.blamedBy(
                        incidents.examined().contains(link.key())
                                ? incidents.blamed().contains(link.key())
                                : link.blamed(),
                        remedies.getOrDefault(link.key(), Optional.ofNullable(link.remedied()))
                                .orElse(null)))
                .toList();
        var difference = Difference.of(before, after);
        links.deleteLinks(difference.removed());
        links.insertLinks(difference.added());
        slice.changes().deployments(difference.removed(), difference.added());
    }

    private static List<TierCommitTime> reached(List<ServiceChain> chains) {
        return chains.stream()
                .flatMap(linked -> reach(linked, linked.chain().graph().reached()))
                .toList();
    }

    private static List<TierCommitTime> awaited(List<ServiceChain> chains) {
        return chains.stream()
                .flatMap(linked -> reach(linked, linked.chain().graph().awaited()))
                .toList();
    }

    private static Stream<TierCommitTime> reach(ServiceChain linked, Map<String, Instant> commits) {
        return commits.entrySet().stream()
                .map(commit -> new TierCommitTime(
                        new DeliveredChange.TierCommit(linked.service(), linked.tier(), commit.getKey()),
                        commit.getValue()));
    }
}
