package dev.milepost.correlation;

import dev.milepost.correlation.CorrelatedEvents.End;
import dev.milepost.correlation.CorrelatedEvents.Link;
import dev.milepost.delivery.LinkHistory.CommitRef;
import dev.milepost.delivery.LinkHistory.DeploymentRef;
import dev.milepost.delivery.LinkHistory.IncidentRef;
import dev.milepost.events.GoldenEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What events are about, and the links that they say themselves by sharing a core field. */
final class Subjects {

    private final Set<CommitRef> commits = new LinkedHashSet<>();
    private final Set<DeploymentRef> deployments = new LinkedHashSet<>();
    private final Set<IncidentRef> incidents = new LinkedHashSet<>();
    private final Set<Named> pullRequests = new LinkedHashSet<>();
    private final Set<Named> runs = new LinkedHashSet<>();
    private final Set<String> correlations = new LinkedHashSet<>();
    private final Set<Link> links = new LinkedHashSet<>();

    /** A pull request or pipeline run as events of a service name it. */
    record Named(String service, String id) {}

    Set<CommitRef> commits() {
        return commits;
    }

    Set<DeploymentRef> deployments() {
        return deployments;
    }

    Set<IncidentRef> incidents() {
        return incidents;
    }

    Set<Named> pullRequests() {
        return pullRequests;
    }

    Set<Named> runs() {
        return runs;
    }

    Set<String> correlations() {
        return correlations;
    }

    Set<Link> links() {
        return links;
    }

    void add(GoldenEvent event) {
        var self = self(event);
        Optional.ofNullable(event.extensions().get("correlationid")).ifPresent(id -> {
            correlations.add(id);
            link(self, End.correlation(id), "correlationid");
        });
        var service = event.service();
        if (service != null) {
            addNames(event, service, self);
        }
    }

    private void addNames(GoldenEvent event, String service, @Nullable End self) {
        event.text("commit_sha").ifPresent(sha -> addCommit(new CommitRef(service, sha), self, "commit_sha"));
        if (self != null && self.kind().equals("pull_request")) {
            event.texts("commits")
                    .orElse(List.of())
                    .forEach(sha -> addCommit(new CommitRef(service, sha), self, "commits"));
        }
        event.text("pipeline_run_id").ifPresent(run -> {
            runs.add(new Named(service, run));
            link(self, End.build(run, service), "pipeline_run_id");
        });
        pullRequest(event).ifPresent(pullRequest -> {
            pullRequests.add(new Named(service, pullRequest));
            link(self, End.pullRequest(pullRequest), "pr_id");
        });
    }

    private void addCommit(CommitRef commit, @Nullable End self, String rule) {
        commits.add(commit);
        link(self, End.of(commit), rule);
    }

    /** What the event itself reports on; null where that is nothing of these. */
    private @Nullable End self(GoldenEvent event) {
        if (event.type().equals(Correlations.OPENED)) {
            return Optional.ofNullable(event.extensions().get("correlationid"))
                    .map(End::correlation)
                    .orElse(null);
        }
        var service = event.service();
        return service == null || !event.golden() ? null : self(event, service).orElse(null);
    }

    private Optional<End> self(GoldenEvent event, String service) {
        return switch (event.type()) {
            case "change.created" -> event.text("commit_sha").map(sha -> End.of(new CommitRef(service, sha)));
            case "change.merged" -> pullRequest(event).map(End::pullRequest);
            case "build.started", "build.completed" ->
                event.text("pipeline_run_id").map(run -> End.build(run, service));
            case "deploy.started", "deploy.completed" -> deployment(event, service);
            case "incident.opened", "incident.resolved", "incident.reopened" -> incident(event);
            default -> Optional.empty();
        };
    }

    private static Optional<String> pullRequest(GoldenEvent event) {
        return event.text("repository")
                .flatMap(repository -> event.text("pr_id").map(pr -> repository + "!" + pr));
    }

    private Optional<End> deployment(GoldenEvent event, String service) {
        return event.text("environment")
                .flatMap(environment -> event.text("deployment_id").map(id -> {
                    var deployment = new DeploymentRef(service, environment, id);
                    deployments.add(deployment);
                    return End.of(deployment);
                }));
    }

    private Optional<End> incident(GoldenEvent event) {
        return event.text("incident_id").map(id -> {
            var incident = new IncidentRef(event.source(), id);
            incidents.add(incident);
            return End.of(incident);
        });
    }

    /** Nothing is linked to itself, such as a change to the commit that it names. */
    private void link(@Nullable End from, End to, String rule) {
        if (from != null && !from.equals(to)) {
            links.add(new Link(from, to, rule));
        }
    }
}
