package dev.milepost.slo.status;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.ObjectiveState;
import org.jspecify.annotations.Nullable;

/**
 * Which SLOs a list has. A part that is null selects all.
 *
 * @param owner the ref of a group
 * @param service the service of the SLO, in OpenSLO's sense
 * @param state the state of one of its objectives
 */
record SloFilter(
        @Nullable String owner,
        @Nullable String service,
        @Nullable ObjectiveState state) {

    boolean selects(SloDefinition slo) {
        var description = slo.slo().description();
        return (owner == null || owner.equalsIgnoreCase(description.owner()))
                && (service == null || service.equals(description.service()));
    }

    boolean selects(SloStatus status) {
        return state == null || status.objectives().stream().anyMatch(evaluation -> evaluation.state() == state);
    }
}
