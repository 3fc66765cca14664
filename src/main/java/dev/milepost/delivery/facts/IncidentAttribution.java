package dev.milepost.delivery.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Recomputes which deployments incidents are attributed to. */
@ApplicationScoped
class IncidentAttribution {

    private final IncidentLinkRepository repository;

    IncidentAttribution(IncidentLinkRepository repository) {
        this.repository = repository;
    }

    /**
     * Recomputes the links of the requested incidents and of those that may be attributed to one of the given
     * deployments.
     *
     * @param deployments the deployments of the recomputed chains, before and after
     */
    AttributionResult relink(RecomputationBatch batch, Set<Deployment.Key> deployments) {
        var moments = batch.starts();
        var keys = new HashSet<>(batch.incidents());
        keys.addAll(repository.findTouched(moments.services(), moments.starts(), deployments, batch.memory()));
        var before = repository.find(keys, batch.services(), batch.dimensions(), batch.memory());
        var after = repository.link(keys, batch.services(), batch.dimensions(), batch.memory());
        var difference = Difference.of(before, after);
        repository.delete(difference.removed());
        repository.insert(difference.added());
        batch.changes().incidents(difference.removed(), difference.added());

        var examined = new HashSet<>(deployments);
        Stream.concat(before.stream(), after.stream())
                .flatMap(link -> Stream.ofNullable(link.blamed()))
                .forEach(examined::add);
        return new AttributionResult(examined, repository.findBlamed(examined));
    }

    /**
     * @param examined the deployments that were checked
     * @param blamed those that an incident is attributed to
     */
    record AttributionResult(Set<Deployment.Key> examined, Set<Deployment.Key> blamed) {}
}
