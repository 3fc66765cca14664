package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes, deployment events and incident events of a batch.
 *
 * @param changes one for each commit, from the earliest event of the batch
 * @param builds one for each artifact, from the earliest event of the batch
 * @param eventsByService the number of events about changes, deployments and incidents for each service
 */
record DeliveryFacts(
        List<Change> changes,
        List<DeploymentEvent> deployments,
        List<IncidentEvent> incidents,
        List<Build> builds,
        List<PullRequestEvent> pullRequests,
        Map<String, Integer> eventsByService) {

    private record ChangeKey(String service, String commit) implements Comparable<ChangeKey> {

        private static final Comparator<ChangeKey> ORDER =
                Comparator.comparing(ChangeKey::service).thenComparing(ChangeKey::commit);

        @Override
        public int compareTo(ChangeKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** Reads a batch and ignores events of other types. */
    static DeliveryFacts of(List<GoldenEvent> events) {
        var changes = new HashMap<ChangeKey, Change>();
        var deployments = new ArrayList<DeploymentEvent>();
        var incidents = new ArrayList<IncidentEvent>();
        var builds = new HashMap<Build.Key, Build>();
        var pullRequests = new ArrayList<PullRequestEvent>();
        var counts = new HashMap<String, Integer>();
        for (var event : events) {
            if (!event.golden() || !isRelevant(event.type())) {
                continue;
            }
            if (event.type().equals("build.completed")) {
                build(event).ifPresent(build -> builds.merge(build.key(), build, Build::earlier));
                continue;
            }
            if (event.type().equals("change.merged")) {
                pullRequests.add(pullRequest(event));
                continue;
            }
            counts.merge(service(event), 1, Integer::sum);
            if (event.type().equals("change.created")) {
                var change = change(event);
                changes.merge(new ChangeKey(change.service(), change.commit()), change, Change::earlier);
            } else if (event.type().startsWith("deploy.")) {
                deployments.add(deployment(event));
            } else {
                incidents.add(incident(event));
            }
        }
        return new DeliveryFacts(
                List.copyOf(changes.values()),
                deployments,
                incidents,
                List.copyOf(builds.values()),
                pullRequests,
                counts);
    }

    private static boolean isRelevant(String type) {
        return switch (type) {
            case "change.created",
                    "change.merged",
                    "build.completed",
                    "deploy.started",
                    "deploy.completed",
                    "incident.opened",
                    "incident.resolved",
                    "incident.reopened" -> true;
            default -> false;
        };
    }

    private static Change change(GoldenEvent event) {
        return new Change(
                service(event),
                required(event, "commit_sha"),
                instant(event, "committed_at").orElse(event.time()),
                event.texts("parent_shas").orElse(null),
                event.text("merge").filter("true"::equals).isPresent(),
                EventOrder.of(event));
    }

    /** Empty if the event names no artifact or no commit. */
    private static Optional<Build> build(GoldenEvent event) {
        return event.text("artifact")
                .flatMap(artifact -> event.text("commit_sha")
                        .map(commit -> new Build(
                                new Build.Key(service(event), Build.hash(artifact)), commit, EventOrder.of(event))));
    }

    private static PullRequestEvent pullRequest(GoldenEvent event) {
        var pullRequest = PullRequestEvent.hash(required(event, "repository"), required(event, "pr_id"));
        return new PullRequestEvent(
                new PullRequestEvent.Key(service(event), pullRequest),
                event.identity(),
                EventOrder.of(event),
                event.text("commit_sha").orElse(null),
                event.texts("commits").orElse(null),
                instant(event, "first_commit_at").orElse(null),
                instant(event, "opened_at").orElse(null),
                instant(event, "first_review_at").orElse(null),
                instant(event, "approved_at").orElse(null));
    }

    private static DeploymentEvent deployment(GoldenEvent event) {
        var key = new Deployment.Key(service(event), required(event, "environment"), required(event, "deployment_id"));
        return new DeploymentEvent(
                key,
                event.identity(),
                EventOrder.of(event),
                event.type().equals("deploy.completed") ? required(event, "status") : null,
                event.text("commit_sha").orElse(null),
                event.texts("commits").orElse(null),
                event.text("kind").orElse(null),
                event.text("artifact").map(Build::hash).orElse(null),
                event.text("environment_tier").orElse(null),
                TemplateVersion.of(event).orElse(null));
    }

    private static IncidentEvent incident(GoldenEvent event) {
        return new IncidentEvent(
                new Incident.Key(event.text("incident_source").orElse(event.source()), required(event, "incident_id")),
                event.identity(),
                EventOrder.of(event),
                event.type().substring("incident.".length()),
                service(event),
                event.text("environment").orElse(null),
                event.text("deployment_id").orElse(null),
                event.text("commit_sha").orElse(null),
                event.text("cause").orElse(null),
                event.text("severity").orElse(null),
                event.text("environment_tier").orElse(null),
                event.text("merged_into").orElse(null));
    }

    private static String service(GoldenEvent event) {
        return Optional.ofNullable(event.service())
                .orElseThrow(() ->
                        new IllegalArgumentException("An event of type %s has no service.".formatted(event.type())));
    }

    private static String required(GoldenEvent event, String field) {
        return event.text(field)
                .orElseThrow(() ->
                        new IllegalArgumentException("An event of type %s has no %s.".formatted(event.type(), field)));
    }

    private static Optional<Instant> instant(GoldenEvent event, String field) {
        return event.text(field)
                .map(text -> Rfc3339.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "%s must be an RFC 3339 time with an offset.".formatted(field))));
    }
}
