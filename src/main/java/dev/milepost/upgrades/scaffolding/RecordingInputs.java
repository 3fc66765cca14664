package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.log.EventHistory;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.upgrades.scaffolding.DueRuns.Due;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The inputs for recording a run, other than the registry. */
@ApplicationScoped
class RecordingInputs {

    private final EventHistory log;
    private final RunRepository runs;
    private final RenderedBases bases;

    RecordingInputs(EventHistory log, RunRepository runs, RenderedBases bases) {
        this.log = log;
        this.runs = runs;
        this.bases = bases;
    }

    /**
     * Returns the parameter values from their event, if it is within the log's retention; empty for a run without a
     * service.
     */
    Optional<ObjectNode> parameters(Due one, ResolvedGoldenPath resolved) {
        var ref = one.parameters();
        var service = one.run().service();
        if (ref == null || service == null) {
            return Optional.empty();
        }
        return log.findByIdentity(service, ref.time(), ref.identity())
                .map(event -> event.data().path("parameters"))
                .filter(ObjectNode.class::isInstance)
                .map(values -> SafeParameters.of((ObjectNode) values, resolved));
    }

    RenderedBase renderAndStore(ResolvedGoldenPath resolved, ObjectNode parameters, ScaffoldRun run) {
        return bases.renderAndStore(resolved, parameters, runs.correlationId(run));
    }

    String digest(ObjectNode parameters, ScaffoldRun run) {
        return ParameterDigest.of(parameters, runs.correlationId(run));
    }
}
