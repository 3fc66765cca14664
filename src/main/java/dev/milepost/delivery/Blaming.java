package dev.milepost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Finds anew which deployment incidents blame. */
@ApplicationScoped
class Blaming {

    private final IncidentLinkRepository repository;

    Blaming(IncidentLinkRepository repository) {
        this.repository = repository;
    }

    /**
     * Links the marked incidents, and those that may blame one of the given deployments.
     *
     * @param deployments those whose chains are linked anew, as they are and as they were
     */
    Blamed relink(Slice slice, Set<Deployment.Key> deployments) {
        var moments = slice.moments();
        var touched = new HashSet<>(slice.incidents());
        touched.addAll(repository.findTouched(moments.services(), moments.since(), deployments));
        var before = repository.find(touched, slice.services(), slice.dimensions());
        var after = repository.link(touched, slice.services(), slice.dimensions());
        var difference = Difference.of(before, after);
        repository.delete(difference.gone());
        repository.insert(difference.come());
        slice.changes().incidents(difference.gone(), difference.come());

        var asked = new HashSet<>(deployments);
        Stream.concat(before.stream(), after.stream())
                .flatMap(link -> Stream.ofNullable(link.blamed()))
                .forEach(asked::add);
        return new Blamed(asked, repository.findBlamed(asked));
    }

    /**
     * @param asked the deployments that were looked at
     * @param blamed those of them that some incident blames
     */
    record Blamed(Set<Deployment.Key> asked, Set<Deployment.Key> blamed) {}
}
