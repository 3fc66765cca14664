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
 * @param eventsByService the number of relevant events for each service
 */
record DeliveryFacts(
        List<Change> changes,
        List<DeploymentEvent> deployments,
        List<IncidentEvent> incidents,
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
        var counts = new HashMap<String, Integer>();
        for (var event : events) {
            if (!event.golden() || !isRelevant(event.type())) {
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
        return new DeliveryFacts(List.copyOf(changes.values()), deployments, incidents, counts);
    }

    private static boolean isRelevant(String type) {
        return switch (type) {
            case "change.created",
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
                EventOrder.of(event));
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
                TemplateVersion.of(event).orElse(null));
    }

    private static IncidentEvent incident(GoldenEvent event) {
        return new IncidentEvent(
                new Incident.Key(
                        event.text("incident_source").orElse(event.source()), required(event, "incident_id")),
                event.identity(),
                EventOrder.of(event),
                event.type().substring("incident.".length()),
                service(event),
                event.text("environment").orElse(null),
                event.text("deployment_id").orElse(null),
                event.text("commit_sha").orElse(null),
                event.text("cause").orElse(null),
                event.text("severity").orElse(null));
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
