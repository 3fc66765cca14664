package dev.milepost.upgrades;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.runs.FilledRuns.FilledRun;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is before an upgrade.
 *
 * @param version that the registry has
 * @param filled the run that filled it in, at this version or an earlier one; null where none is known
 */
record StartingPoint(
        String template, String version, @Nullable FilledRun filled) {

    /** What the service's files say of where they came from. */
    String correlationId() {
        return filled == null ? "" : filled.correlationId();
    }

    /** @param way from the run's version to this one */
    ObjectNode known(ParameterPath way) {
        return filled == null ? Values.none() : way.withDefaults(way.carry(filled.parameters()));
    }
}
