package dev.milepost.delivery;

import dev.milepost.ownership.ServiceEnvironments;
import dev.milepost.ownership.ServiceEnvironments.Told;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;

/**
 * Files facts under the tiers that the catalog tells of. Facts are folded by the names of their environments alone; what
 * differs is put right under the lock of the service, before its links are made, so that it does not matter which of
 * the two came first.
 */
@ApplicationScoped
class Retiering {

    private final ServiceEnvironments environments;
    private final Tiers tiers;
    private final TierRepository repository;
    private final LatestDeployments latest;

    Retiering(ServiceEnvironments environments, Tiers tiers, TierRepository repository, LatestDeployments latest) {
        this.environments = environments;
        this.tiers = tiers;
        this.repository = repository;
        this.latest = latest;
    }

    void apply(Collection<String> services) {
        var told = environments.find(services);
        if (told.isEmpty()) {
            return;
        }
        var tierOf = new ArrayList<String>();
        for (var one : told) {
            tierOf.add(one.tier() == null ? tiers.of(one.environment()) : one.tier());
        }
        var serviceOf = Columns.of(told, Told::service);
        var environmentOf = Columns.of(told, Told::environment);
        latest.tell(repository.moveDeployments(serviceOf, environmentOf, tierOf));
        repository.moveIncidents(serviceOf, environmentOf, tierOf);
    }
}
