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
    AttributionResult relink(RecomputationBatch slice, Set<Deployment.Key> deployments) {
        var moments = slice.starts();
        var touched = new HashSet<>(slice.incidents());
        touched.addAll(repository.findTouched(moments.services(), moments.starts(), deployments));
        var before = repository.find(touched, slice.services(), slice.dimensions());
        var after = repository.link(touched, slice.services(), slice.dimensions());
        var difference = Difference.of(before, after);
        repository.delete(difference.removed());
        repository.insert(difference.added());
        slice.changes().incidents(difference.removed(), difference.added());

        var asked = new HashSet<>(deployments);
        Stream.concat(before.stream(), after.stream())
                .flatMap(link -> Stream.ofNullable(link.blamed()))
                .forEach(asked::add);
        return new AttributionResult(asked, repository.findBlamed(asked));
    }

    /**
     * @param examined the deployments that were checked
     * @param blamed those that an incident is attributed to
     */
    record AttributionResult(Set<Deployment.Key> examined, Set<Deployment.Key> blamed) {}
}
