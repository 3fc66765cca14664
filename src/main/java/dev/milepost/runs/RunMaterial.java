package dev.milepost.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.EventHistory;
import dev.milepost.resolution.Assembly;
import dev.milepost.runs.DueRuns.Due;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What a run is recorded from beside the registry. */
@ApplicationScoped
class RunMaterial {

    private final EventHistory log;
    private final RunRepository runs;
    private final Bases bases;

    RunMaterial(EventHistory log, RunRepository runs, Bases bases) {
        this.log = log;
        this.runs = runs;
        this.bases = bases;
    }

    /** The values in the event that has them, as far as the log reaches back; empty of a run without a service. */
    Optional<ObjectNode> parameters(Due one, Assembly assembly) {
        var place = one.parameters();
        var service = one.run().service();
        if (place == null || service == null) {
            return Optional.empty();
        }
        return log.findByIdentity(List.of(service), List.of(place.time()), List.of(place.identity())).stream()
                .map(event -> event.data().path("parameters"))
                .filter(ObjectNode.class::isInstance)
                .map(values -> SafeParameters.of((ObjectNode) values, assembly))
                .findFirst();
    }

    RenderedBase keep(Assembly assembly, ObjectNode parameters, Run run) {
        return bases.keep(assembly, parameters, runs.correlationId(run));
    }

    String digest(ObjectNode parameters, Run run) {
        return Digests.of(parameters, runs.correlationId(run));
    }
}
