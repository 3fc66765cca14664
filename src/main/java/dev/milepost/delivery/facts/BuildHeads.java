package dev.milepost.delivery.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;

/**
 * Gives deployments the head that the build of their artifact names, if the build arrived after them. It is done under the
 * lock of the service, before recomputation.
 */
@ApplicationScoped
class BuildHeads {

    private final BuildRepository builds;
    private final LatestDeploymentsPublisher latest;

    BuildHeads(BuildRepository builds, LatestDeploymentsPublisher latest) {
        this.builds = builds;
        this.latest = latest;
    }

    /** Applies the requested builds, and requests recomputation from the first deployment that has another head now. */
    void apply(RecomputationRequests requests, RecomputationMemory memory) {
        var artifacts = new HashSet<Build.Key>();
        requests.requests()
                .forEach(request -> request.artifacts()
                        .forEach(artifact -> artifacts.add(new Build.Key(request.service(), artifact))));
        var changed = builds.applyHeads(artifacts, memory);
        latest.publish(changed);
        changed.forEach(
                deployment -> requests.forService(deployment.key().service()).since(deployment.succeededAt()));
    }
}
