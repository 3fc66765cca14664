package dev.milepost.delivery.correlation;

import dev.milepost.delivery.correlation.CorrelatedEvents.Link;
import dev.milepost.delivery.correlation.CorrelatedEvents.Node;
import dev.milepost.delivery.facts.DeliveryLinkReader.CommitRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.DeploymentRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.IncidentRef;
import dev.milepost.events.contract.GoldenEvent;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of events: the subjects that they report on, and the links between events that share a core field. */
final class CorrelationKeys {

    private final Set<CommitRef> commits = new LinkedHashSet<>();
    private final Set<DeploymentRef> deployments = new LinkedHashSet<>();
    private final Set<IncidentRef> incidents = new LinkedHashSet<>();
    private final Set<ServiceScopedId> pullRequests = new LinkedHashSet<>();
    private final Set<ServiceScopedId> runs = new LinkedHashSet<>();
    private final Set<String> correlations = new LinkedHashSet<>();
    private final Set<Link> links = new LinkedHashSet<>();

    /** The id of a pull request or pipeline run within a service. */
    record ServiceScopedId(String service, String id) implements Comparable<ServiceScopedId> {

        private static final Comparator<ServiceScopedId> ORDER =
                Comparator.comparing(ServiceScopedId::service).thenComparing(ServiceScopedId::id);

        @Override
        public int compareTo(ServiceScopedId other) {
            return ORDER.compare(this, other);
        }
    }

    Set<CommitRef> commits() {
        return commits;
    }

    Set<DeploymentRef> deployments() {
        return deployments;
    }

    Set<IncidentRef> incidents() {
        return incidents;
    }

    Set<ServiceScopedId> pullRequests() {
        return pullRequests;
    }

    Set<ServiceScopedId> runs() {
        return runs;
    }

    Set<String> correlations() {
        return correlations;
    }

    Set<Link> links() {
        return links;
    }

    void add(GoldenEvent event) {
        var self = subjectOf(event);
        Optional.ofNullable(event.extensions().get("correlationid")).ifPresent(id -> {
            correlations.add(id);
            link(self, Node.correlation(id), "correlationid");
        });
        var service = event.service();
        if (service != null) {
            addNames(event, service, self);
        }
    }

    private void addNames(GoldenEvent event, String service, @Nullable Node self) {
        event.text("commit_sha").ifPresent(sha -> addCommit(new CommitRef(service, sha), self, "commit_sha"));
        if (self != null && self.kind().equals("pull_request")) {
            event.texts("commits")
                    .orElse(List.of())
                    .forEach(sha -> addCommit(new CommitRef(service, sha), self, "commits"));
        }
        event.text("pipeline_run_id").ifPresent(run -> {
            runs.add(new ServiceScopedId(service, run));
            link(self, Node.build(run, service), "pipeline_run_id");
        });
        pullRequest(event).ifPresent(pullRequest -> {
            pullRequests.add(new ServiceScopedId(service, pullRequest));
            link(self, Node.pullRequest(pullRequest), "pr_id");
        });
    }

    private void addCommit(CommitRef commit, @Nullable Node self, String rule) {
        commits.add(commit);
        link(self, Node.of(commit), rule);
    }

    /** The subject that the event reports on; null if it is none of the linked kinds. */
    private @Nullable Node subjectOf(GoldenEvent event) {
        if (event.type().equals(Correlations.OPENED)) {
            return Optional.ofNullable(event.extensions().get("correlationid"))
                    .map(Node::correlation)
                    .orElse(null);
        }
        var service = event.service();
        return service == null || !event.golden()
                ? null
                : subjectOf(event, service).orElse(null);
    }

    private Optional<Node> subjectOf(GoldenEvent event, String service) {
        return switch (event.type()) {
            case "change.created" -> event.text("commit_sha").map(sha -> Node.of(new CommitRef(service, sha)));
            case "change.merged" -> pullRequest(event).map(Node::pullRequest);
            case "build.started", "build.completed" ->
                event.text("pipeline_run_id").map(run -> Node.build(run, service));
            case "deploy.started", "deploy.completed" -> deployment(event, service);
            case "incident.opened", "incident.resolved", "incident.reopened" -> incident(event);
            default -> Optional.empty();
        };
    }

    private static Optional<String> pullRequest(GoldenEvent event) {
        return event.text("repository")
                .flatMap(repository -> event.text("pr_id").map(pr -> repository + "!" + pr));
    }

    private Optional<Node> deployment(GoldenEvent event, String service) {
        return event.text("environment")
                .flatMap(environment -> event.text("deployment_id").map(id -> {
                    var deployment = new DeploymentRef(service, environment, id);
                    deployments.add(deployment);
                    return Node.of(deployment);
                }));
    }

    private Optional<Node> incident(GoldenEvent event) {
        return event.text("incident_id").map(id -> {
            var incident = new IncidentRef(event.text("incident_source").orElse(event.source()), id);
            incidents.add(incident);
            return Node.of(incident);
        });
    }

    /** Adds a link, unless both ends are the same, such as a change and the commit that it names. */
    private void link(@Nullable Node from, Node to, String rule) {
        if (from != null && !from.equals(to)) {
            links.add(new Link(from, to, rule));
        }
    }
}
