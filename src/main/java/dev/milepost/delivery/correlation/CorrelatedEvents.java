package dev.milepost.delivery.correlation;

import dev.milepost.delivery.facts.DeliveryLinkReader.CommitRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.DeploymentRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.IncidentRef;
import dev.milepost.events.log.LoggedEvent;
import dev.milepost.platform.collections.NullsFirst;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events and links of one correlation.
 *
 * @param events oldest first
 */
record CorrelatedEvents(String id, List<LoggedEvent> events, List<Link> links) {

    /**
     * @param rule the rule of the link: explicit, ancestry, window or head for a delivery; deployment, commit or window
     *     for an attribution; the name of the shared core field otherwise
     */
    record Link(Node from, Node to, String rule) implements Comparable<Link> {

        private static final Comparator<Link> ORDER =
                Comparator.comparing(Link::from).thenComparing(Link::to).thenComparing(Link::rule);

        @Override
        public int compareTo(Link other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * One end of a link. {@code service}, {@code environment} and {@code source} are set where the id is unique only
     * within them.
     */
    record Node(
            String kind,
            String id,
            @Nullable String service,
            @Nullable String environment,
            @Nullable String source) implements Comparable<Node> {

        private static final Comparator<Node> ORDER = Comparator.comparing(Node::kind)
                .thenComparing(Node::id)
                .thenComparing(Node::service, NullsFirst.TEXTS)
                .thenComparing(Node::environment, NullsFirst.TEXTS)
                .thenComparing(Node::source, NullsFirst.TEXTS);

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

        @Override
        public int compareTo(Node other) {
            return ORDER.compare(this, other);
        }
    }
}
