package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.upgrades.scaffolding.RunParameterReader.ParameterizedRun;
import org.jspecify.annotations.Nullable;

/**
 * The version and run of a service before an upgrade.
 *
 * @param version a version in the registry
 * @param run the run with the service's parameters, at this version or an earlier one; null if unknown
 */
record StartingPoint(
        String template, String version, @Nullable ParameterizedRun run) {

    /** Returns the correlation id that the service's files contain. */
    String correlationId() {
        return run == null ? "" : run.correlationId();
    }

    /** @param path from the run's version to this one */
    ObjectNode known(ParameterUpgradePath path) {
        return run == null ? ParameterValues.none() : path.withDefaults(path.carryOver(run.parameters()));
    }
}
