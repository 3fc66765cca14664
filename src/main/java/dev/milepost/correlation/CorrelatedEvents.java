package dev.milepost.correlation;

import dev.milepost.delivery.LinkHistory.CommitRef;
import dev.milepost.delivery.LinkHistory.DeploymentRef;
import dev.milepost.delivery.LinkHistory.IncidentRef;
import dev.milepost.events.LoggedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change's way.
 *
 * @param events oldest first
 */
record CorrelatedEvents(String id, List<LoggedEvent> events, List<Link> links) {

    /**
     * @param rule what made the link: explicit, ancestry, window or head for what a deployment delivered; deployment,
     *     commit or window for what an incident blames; the name of a core field for what shares its value
     */
    record Link(End from, End to, String rule) {}

    /** What a link joins; of {@code service}, {@code environment} and {@code source} those without which id is none. */
    record End(
            String kind,
            String id,
            @Nullable String service,
            @Nullable String environment,
            @Nullable String source) {

        static End of(CommitRef commit) {
            return new End("change", commit.sha(), commit.service(), null, null);
        }

        static End of(DeploymentRef deployment) {
            return new End("deployment", deployment.id(), deployment.service(), deployment.environment(), null);
        }

        static End of(IncidentRef incident) {
            return new End("incident", incident.id(), null, null, incident.source());
        }

        static End build(String run, @Nullable String service) {
            return new End("build", run, service, null, null);
        }

        static End pullRequest(String pullRequest) {
            return new End("pull_request", pullRequest, null, null, null);
        }

        static End correlation(String id) {
            return new End("correlation", id, null, null, null);
        }
    }
}
