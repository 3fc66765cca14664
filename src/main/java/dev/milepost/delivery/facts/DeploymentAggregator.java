package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.DeploymentRepository.StoredCommits;
import dev.milepost.platform.collections.Parts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores new deployment events, aggregates the deployments again, and requests recomputation of their chains from the
 * earliest change on.
 */
@ApplicationScoped
class DeploymentAggregator {

    /**
     * The maximum size of the commits that are read at once, in bytes. The deployments of a batch can have many times
     * the commits of the batch.
     */
    private static final long MOST_READ = 4 << 20;

    private final DeploymentRepository repository;
    private final BuildRepository builds;
    private final AbbreviatedCommits abbreviations;
    private final EnvironmentTiers tiers;
    private final LatestDeploymentsPublisher latest;

    DeploymentAggregator(
            DeploymentRepository repository,
            BuildRepository builds,
            AbbreviatedCommits abbreviations,
            EnvironmentTiers tiers,
            LatestDeploymentsPublisher latest) {
        this.repository = repository;
        this.builds = builds;
        this.abbreviations = abbreviations;
        this.tiers = tiers;
        this.latest = latest;
    }

    void store(List<DeploymentEvent> reports, RecomputationRequests requests) {
        if (reports.isEmpty()) {
            return;
        }
        repository.insertReports(reports);
        aggregate(reports.stream().map(DeploymentEvent::key).collect(Collectors.toSet()), requests);
    }

    /** Aggregates deployments again, of which something else than their events has changed. */
    void aggregate(Collection<Deployment.Key> keys, RecomputationRequests requests) {
        if (keys.isEmpty()) {
            return;
        }
        Parts.within(MOST_READ, repository.findStoredCommits(keys), StoredCommits::bytes)
                .forEach(part -> aggregatePart(part, requests));
    }

    private Deployment aggregated(List<DeploymentEvent> reports) {
        var key = reports.get(0).key();
        return Deployment.of(key, tiers.tierOf(key.environment()), reports);
    }

    /** A deployment that names no commit has the head of the build of its artifact. */
    private void addHeads(Map<Deployment.Key, Deployment> deployments) {
        var artifacts = deployments.values().stream()
                .flatMap(deployment -> Stream.ofNullable(deployment.artifactKey()))
                .collect(Collectors.toSet());
        var heads = builds.findCommits(artifacts);
        deployments.replaceAll((key, deployment) ->
                deployment.artifact() == null ? deployment : deployment.withHead(heads.get(deployment.artifactKey())));
    }

    /** Aggregates deployments whose commits fit into memory together. */
    private void aggregatePart(List<StoredCommits> deployments, RecomputationRequests requests) {
        var keys = deployments.stream().map(StoredCommits::key).toList();
        var before = repository.find(keys).stream().collect(Collectors.toMap(Deployment::key, Function.identity()));
        var after = repository.findReports(deployments, this::aggregated);
        addHeads(after);
        abbreviations.replace(after);
        after.values().removeIf(deployment -> deployment.equals(before.get(deployment.key())));
        if (after.isEmpty()) {
            return;
        }
        repository.upsert(List.copyOf(after.values()));
        latest.publish(after.values());
        after.forEach((key, deployment) -> {
            var request = requests.forService(key.service());
            request.since(deployment.succeededAt());
            if (before.containsKey(key)) {
                request.since(before.get(key).succeededAt());
            }
        });
    }
}
