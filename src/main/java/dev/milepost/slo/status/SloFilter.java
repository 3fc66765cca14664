package dev.milepost.slo.status;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.ObjectiveState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which SLOs a list has. A part that is null selects all.
 *
 * @param owner the ref of a group
 * @param team the name or ref of a group
 * @param service the service of the SLO, in OpenSLO's sense
 * @param template the name of a golden path that the SLO is about
 * @param state the state of one of its objectives
 */
record SloFilter(
        @Nullable String owner,
        @Nullable String team,
        @Nullable String service,
        @Nullable String template,
        @Nullable ObjectiveState state) {

    private static final String GROUP = "group";

    /** The field of event data that names the golden path. Events of other types can have it too. */
    private static final String TEMPLATE_FIELD = "template_id";

    /** The prefix of the event types about runs of golden paths. */
    private static final String SCAFFOLD_RUNS = "scaffold.";

    boolean selects(SloDefinition slo) {
        var description = slo.slo().description();
        return (owner == null || owner.equalsIgnoreCase(description.owner()))
                && (team == null || isOfTeam(description.owner(), team))
                && (service == null || service.equals(description.service()))
                && (template == null || isAboutTemplate(slo.slo().indicator(), template));
    }

    boolean selects(SloStatus status) {
        return state == null || status.objectives().stream().anyMatch(evaluation -> evaluation.state() == state);
    }

    private static boolean isOfTeam(@Nullable String owner, String team) {
        return owner != null && EntityRef.shorten(owner, GROUP).equals(EntityRef.shorten(team, GROUP));
    }

    /** Returns true if it counts scaffold runs and its filter requires no other golden path, or requires this one. */
    private static boolean isAboutTemplate(Indicator indicator, String name) {
        var required = indicator.required(TEMPLATE_FIELD);
        return required.isEmpty()
                ? indicator.types().stream().anyMatch(type -> type.startsWith(SCAFFOLD_RUNS))
                : required.equals(Set.of(name));
    }
}
