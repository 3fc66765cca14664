package dev.milepost.delivery.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the rollup contributions of links that a recomputation removes and adds. */
final class ContributionChanges {

    private static final long BYTES_OF_ONE = 150;

    private final List<RollupContributions.DeploymentContribution> removedDeployments = new ArrayList<>();
    private final List<RollupContributions.DeploymentContribution> addedDeployments = new ArrayList<>();
    private final List<RollupContributions.ChangeContribution> removedChanges = new ArrayList<>();
    private final List<RollupContributions.ChangeContribution> addedChanges = new ArrayList<>();
    private final List<RollupContributions.IncidentContribution> removedIncidents = new ArrayList<>();
    private final List<RollupContributions.IncidentContribution> addedIncidents = new ArrayList<>();

    void deployments(Collection<DeploymentLink> removed, Collection<DeploymentLink> added) {
        removed.forEach(link -> removedDeployments.add(link.toContribution()));
        added.forEach(link -> addedDeployments.add(link.toContribution()));
    }

    void deliveries(Collection<DeliveredChange> removed, Collection<DeliveredChange> added) {
        removed.forEach(delivery -> removedChanges.add(delivery.toContribution()));
        added.forEach(delivery -> addedChanges.add(delivery.toContribution()));
    }

    void incidents(Collection<IncidentLink> removed, Collection<IncidentLink> added) {
        removed.forEach(link -> removedIncidents.add(link.toContribution()));
        added.forEach(link -> addedIncidents.add(link.toContribution()));
    }

    /** The size of the contributions in memory, approximately. */
    long bytes() {
        long count = (long) removedDeployments.size()
                + addedDeployments.size()
                + removedChanges.size()
                + addedChanges.size()
                + removedIncidents.size()
                + addedIncidents.size();
        return count * BYTES_OF_ONE;
    }

    RollupContributions removed() {
        return new RollupContributions(removedDeployments, removedChanges, removedIncidents);
    }

    RollupContributions added() {
        return new RollupContributions(addedDeployments, addedChanges, addedIncidents);
    }
}
