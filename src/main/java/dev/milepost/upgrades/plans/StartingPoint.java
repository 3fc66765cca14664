package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.upgrades.runs.RunParameterReader.ParameterizedRun;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is before an upgrade.
 *
 * @param version that the registry has
 * @param run the run that filled it in, at this version or an earlier one; null where none is known
 */
record StartingPoint(
        String template, String version, @Nullable ParameterizedRun run) {

    /** What the service's files say of where they came from. */
    String correlationId() {
        return run == null ? "" : run.correlationId();
    }

    /** @param way from the run's version to this one */
    ObjectNode known(ParameterUpgradePath path) {
        return run == null ? ParameterValues.none() : path.withDefaults(path.carryOver(run.parameters()));
    }
}
