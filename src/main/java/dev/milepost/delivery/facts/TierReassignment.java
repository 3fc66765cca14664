package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.EnvironmentTierOverrides;
import dev.milepost.catalog.ownership.EnvironmentTierOverrides.TierOverride;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/**
 * Moves facts to the tiers that the catalog defines. Aggregation derives the tier from the name of the environment
 * alone. This class corrects differences under the lock of the service, before recomputation, so the order in which
 * facts and catalog data arrive does not matter.
 */
@ApplicationScoped
class TierReassignment {

    private final EnvironmentTierOverrides environments;
    private final EnvironmentTiers tiers;
    private final EnvironmentTierRepository repository;
    private final LatestDeploymentsPublisher latest;

    TierReassignment(
            EnvironmentTierOverrides environments,
            EnvironmentTiers tiers,
            EnvironmentTierRepository repository,
            LatestDeploymentsPublisher latest) {
        this.environments = environments;
        this.tiers = tiers;
        this.repository = repository;
        this.latest = latest;
    }

    /** @param outdated those of the services whose facts still have the tiers of other patterns */
    void apply(Collection<String> services, Collection<String> outdated, RecomputationMemory memory) {
        var overrides = environments.find(services);
        if (!outdated.isEmpty()) {
            overrides = withAllEnvironments(overrides, outdated, memory);
        }
        if (overrides.isEmpty()) {
            return;
        }
        var tierOf = new ArrayList<String>();
        for (var one : overrides) {
            tierOf.add(one.tier() == null ? tiers.tierOf(one.environment()) : one.tier());
        }
        var serviceOf = Sql.column(overrides, TierOverride::service);
        var environmentOf = Sql.column(overrides, TierOverride::environment);
        latest.publish(repository.moveDeployments(serviceOf, environmentOf, tierOf, memory));
        repository.moveIncidents(serviceOf, environmentOf, tierOf);
    }

    /** Adds the other environments of services, whose tiers their names determine. */
    private List<TierOverride> withAllEnvironments(
            List<TierOverride> overrides, Collection<String> services, RecomputationMemory memory) {
        var all = new HashMap<TierOverride, TierOverride>();
        repository.findEnvironments(services, memory).forEach(one -> all.put(one, one));
        overrides.forEach(one -> all.put(new TierOverride(one.service(), one.environment(), null), one));
        return List.copyOf(all.values());
    }
}
