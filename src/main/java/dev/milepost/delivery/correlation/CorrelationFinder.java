package dev.milepost.delivery.correlation;

import dev.milepost.delivery.correlation.CorrelatedEvents.Link;
import dev.milepost.delivery.correlation.CorrelatedEvents.Node;
import dev.milepost.delivery.correlation.CorrelationKeys.ServiceScopedId;
import dev.milepost.delivery.facts.DeliveryLinkReader;
import dev.milepost.delivery.facts.DeliveryLinkReader.CommitRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.DeliveryLink;
import dev.milepost.delivery.facts.DeliveryLinkReader.DeploymentRef;
import dev.milepost.delivery.facts.DeliveryLinkReader.IncidentBlame;
import dev.milepost.delivery.facts.DeliveryLinkReader.IncidentEventRef;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.EventHistory;
import dev.milepost.events.log.LoggedEvent;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Finds everything that belongs to an id: the events that carry it or share a correlation, pull request or pipeline run
 * with these; the deployments that delivered its changes; what else these delivered; and the incidents attributed to
 * them.
 */
@ApplicationScoped
class CorrelationFinder {

    private static final int MAX_EVENTS = 1_000;

    /** The maximum size of event bodies in a response; further events are left out. */
    private static final long MOST_BYTES = 2 << 20;

    private final EventHistory history;
    private final DeliveryLinkReader links;

    CorrelationFinder(EventHistory history, DeliveryLinkReader links) {
        this.history = history;
        this.links = links;
    }

    CorrelatedEvents find(String id) {
        Map<UUID, LoggedEvent> events = new LinkedHashMap<>();
        var subjects = new CorrelationKeys();
        history.readAbout(id, MAX_EVENTS, event -> collect(event, events, subjects));
        if (events.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_CORRELATION,
                    ("No event in the history has %s as its correlation, commit, deployment, pipeline run or "
                                    + "repository!pr. Events are deleted after milepost.retention.")
                            .formatted(id));
        }
        takeNamed(events, subjects);
        var delivered = new LinkedHashSet<>(links.findDeliveriesOf(subjects.commits()));
        delivered.forEach(link -> subjects.deployments().add(link.deployment()));
        var blamed = new LinkedHashSet<>(links.findDeploymentsBlamedBy(subjects.incidents()));
        blamed.forEach(link -> subjects.deployments().add(link.deployment()));
        delivered.addAll(links.findDeliveriesBy(subjects.deployments()));
        delivered.forEach(link -> subjects.commits().add(link.commit()));
        blamed.addAll(links.findIncidentsBlaming(subjects.deployments()));
        blamed.forEach(link -> subjects.incidents().add(link.incident()));
        takeLinked(events, subjects);
        takeNamed(events, subjects);
        return new CorrelatedEvents(id, inOrder(events), toLinks(subjects, delivered, blamed));
    }

    /**
     * Adds the response form of an event. JSON trees of large bodies are larger than their text, so only the text is
     * kept.
     */
    private static void collect(GoldenEvent event, Map<UUID, LoggedEvent> events, CorrelationKeys subjects) {
        if (!events.containsKey(event.identity()) && bytes(events) < MOST_BYTES) {
            events.put(event.identity(), LoggedEvent.of(event));
            subjects.add(event);
        }
    }

    private static long bytes(Map<UUID, LoggedEvent> events) {
        return events.values().stream()
                .mapToLong(event -> event.data() == null ? 0 : event.data().length())
                .sum();
    }

    /** Adds the events that share a correlation, pull request or pipeline run with those found so far. */
    private void takeNamed(Map<UUID, LoggedEvent> events, CorrelationKeys subjects) {
        var pullRequests = List.copyOf(subjects.pullRequests());
        var runs = List.copyOf(subjects.runs());
        Consumer<GoldenEvent> collect = event -> collect(event, events, subjects);
        history.readByCorrelation(List.copyOf(subjects.correlations()), MAX_EVENTS, collect);
        history.readByPullRequest(
                pullRequests.stream().map(ServiceScopedId::service).toList(),
                pullRequests.stream().map(ServiceScopedId::id).toList(),
                MAX_EVENTS,
                collect);
        history.readByPipelineRun(
                runs.stream().map(ServiceScopedId::service).toList(),
                runs.stream().map(ServiceScopedId::id).toList(),
                MAX_EVENTS,
                collect);
    }

    /** Adds the events about the commits, deployments and incidents found so far. */
    private void takeLinked(Map<UUID, LoggedEvent> events, CorrelationKeys subjects) {
        var commits = List.copyOf(subjects.commits());
        var deployments = List.copyOf(subjects.deployments());
        var reports = links.findIncidentEvents(subjects.incidents());
        Consumer<GoldenEvent> collect = event -> collect(event, events, subjects);
        history.readByCommit(
                commits.stream().map(CommitRef::service).toList(),
                commits.stream().map(CommitRef::sha).toList(),
                MAX_EVENTS,
                collect);
        history.readByDeployment(
                deployments.stream().map(DeploymentRef::service).toList(),
                deployments.stream().map(DeploymentRef::id).toList(),
                MAX_EVENTS,
                collect);
        history.readByIdentity(
                reports.stream().map(IncidentEventRef::service).toList(),
                reports.stream().map(IncidentEventRef::at).toList(),
                reports.stream().map(IncidentEventRef::identity).toList(),
                collect);
    }

    private static List<LoggedEvent> inOrder(Map<UUID, LoggedEvent> events) {
        return events.values().stream()
                .sorted(Comparator.comparing(LoggedEvent::time).thenComparing(LoggedEvent::identity))
                .toList();
    }

    private static List<Link> toLinks(
            CorrelationKeys subjects, Collection<DeliveryLink> delivered, Collection<IncidentBlame> blamed) {
        var all = new ArrayList<>(subjects.links());
        delivered.forEach(link -> all.add(new Link(Node.of(link.deployment()), Node.of(link.commit()), link.rule())));
        blamed.forEach(link -> all.add(new Link(Node.of(link.incident()), Node.of(link.deployment()), link.rule())));
        return all;
    }
}
