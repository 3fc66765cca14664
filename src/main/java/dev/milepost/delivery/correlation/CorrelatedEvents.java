package dev.milepost.delivery.correlation;

import dev.milepost.delivery.facts.DeliveryLinkReader.CommitRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.DeploymentRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.IncidentRef;
import dev.milepost.events.log.LoggedEvent;
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
    record Link(Node from, Node to, String rule) {}

    /** What a link joins; of {@code service}, {@code environment} and {@code source} those without which id is none. */
    record Node(
            String kind,
            String id,
            @Nullable String service,
            @Nullable String environment,
            @Nullable String source) {

        static Node of(CommitRef commit) {
            return new Node("change", commit.sha(), commit.service(), null, null);
        }

        static Node of(DeploymentRef deployment) {
            return new Node("deployment", deployment.id(), deployment.service(), deployment.environment(), null);
        }

        static Node of(IncidentRef incident) {
            return new Node("incident", incident.id(), null, null, incident.source());
        }

        static Node build(String run, @Nullable String service) {
            return new Node("build", run, service, null, null);
        }

        static Node pullRequest(String pullRequest) {
            return new Node("pull_request", pullRequest, null, null, null);
        }

        static Node correlation(String id) {
            return new Node("correlation", id, null, null, null);
        }
    }
}
