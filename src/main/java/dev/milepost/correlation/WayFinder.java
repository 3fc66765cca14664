package dev.milepost.correlation;

import dev.milepost.correlation.CorrelatedEvents.End;
import dev.milepost.correlation.CorrelatedEvents.Link;
import dev.milepost.correlation.Subjects.Named;
import dev.milepost.delivery.LinkHistory;
import dev.milepost.delivery.LinkHistory.Blamed;
import dev.milepost.delivery.LinkHistory.CommitRef;
import dev.milepost.delivery.LinkHistory.Delivered;
import dev.milepost.delivery.LinkHistory.DeploymentRef;
import dev.milepost.delivery.LinkHistory.Reported;
import dev.milepost.events.EventHistory;
import dev.milepost.events.GoldenEvent;
import dev.milepost.events.LoggedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds what belongs to an id: the events that carry it or share a correlation, pull request or pipeline run with these,
 * the deployments that delivered its changes, what these delivered beside, and the incidents that blame them.
 */
@ApplicationScoped
class WayFinder {

    private static final int MOST_EVENTS = 1_000;

    /** Of the bodies that an answer shows; events beyond are left out. */
    private static final long MOST_BYTES = 2 << 20;

    private final EventHistory history;
    private final LinkHistory links;

    WayFinder(EventHistory history, LinkHistory links) {
        this.history = history;
        this.links = links;
    }

    CorrelatedEvents find(String id) {
        Map<UUID, LoggedEvent> events = new LinkedHashMap<>();
        var subjects = new Subjects();
        take(history.findAbout(id, MOST_EVENTS), events, subjects);
        if (events.isEmpty()) {
            throw new UnknownCorrelation(id);
        }
        takeNamed(events, subjects);
        var delivered = new LinkedHashSet<>(links.deliveriesOf(subjects.commits()));
        delivered.forEach(link -> subjects.deployments().add(link.deployment()));
        var blamed = new LinkedHashSet<>(links.blamesBy(subjects.incidents()));
        blamed.forEach(link -> subjects.deployments().add(link.deployment()));
        delivered.addAll(links.deliveriesBy(subjects.deployments()));
        delivered.forEach(link -> subjects.commits().add(link.commit()));
        blamed.addAll(links.blamesOf(subjects.deployments()));
        blamed.forEach(link -> subjects.incidents().add(link.incident()));
        takeLinked(events, subjects);
        takeNamed(events, subjects);
        return new CorrelatedEvents(id, inOrder(events), all(subjects, delivered, blamed));
    }

    /** Of what was found together is kept what answers show, since the trees of large bodies are larger still. */
    private static void take(Collection<GoldenEvent> found, Map<UUID, LoggedEvent> events, Subjects subjects) {
        for (var event : found) {
            if (!events.containsKey(event.identity()) && bytes(events) < MOST_BYTES) {
                events.put(event.identity(), LoggedEvent.of(event));
                subjects.add(event);
            }
        }
    }

    private static long bytes(Map<UUID, LoggedEvent> events) {
        return events.values().stream()
                .mapToLong(event -> event.data() == null ? 0 : event.data().length())
                .sum();
    }

    /** The events that share the correlation, pull request or pipeline run of those that have been found. */
    private void takeNamed(Map<UUID, LoggedEvent> events, Subjects subjects) {
        var pullRequests = List.copyOf(subjects.pullRequests());
        var runs = List.copyOf(subjects.runs());
        take(history.findByCorrelation(List.copyOf(subjects.correlations()), MOST_EVENTS), events, subjects);
        take(
                history.findByPullRequest(
                        pullRequests.stream().map(Named::service).toList(),
                        pullRequests.stream().map(Named::id).toList(),
                        MOST_EVENTS),
                events,
                subjects);
        take(
                history.findByPipelineRun(
                        runs.stream().map(Named::service).toList(),
                        runs.stream().map(Named::id).toList(),
                        MOST_EVENTS),
                events,
                subjects);
    }

    /** The events about all that has been found. */
    private void takeLinked(Map<UUID, LoggedEvent> events, Subjects subjects) {
        var commits = List.copyOf(subjects.commits());
        var deployments = List.copyOf(subjects.deployments());
        var reports = links.reportsOf(subjects.incidents());
        take(
                history.findByCommit(
                        commits.stream().map(CommitRef::service).toList(),
                        commits.stream().map(CommitRef::sha).toList(),
                        MOST_EVENTS),
                events,
                subjects);
        take(
                history.findByDeployment(
                        deployments.stream().map(DeploymentRef::service).toList(),
                        deployments.stream().map(DeploymentRef::id).toList(),
                        MOST_EVENTS),
                events,
                subjects);
        take(
                history.findByIdentity(
                        reports.stream().map(Reported::service).toList(),
                        reports.stream().map(Reported::at).toList(),
                        reports.stream().map(Reported::identity).toList()),
                events,
                subjects);
    }

    private static List<LoggedEvent> inOrder(Map<UUID, LoggedEvent> events) {
        return events.values().stream()
                .sorted(Comparator.comparing(LoggedEvent::time).thenComparing(LoggedEvent::identity))
                .toList();
    }

    private static List<Link> all(Subjects subjects, Collection<Delivered> delivered, Collection<Blamed> blamed) {
        var all = new ArrayList<>(subjects.links());
        delivered.forEach(link -> all.add(new Link(End.of(link.deployment()), End.of(link.commit()), link.rule())));
        blamed.forEach(link -> all.add(new Link(End.of(link.incident()), End.of(link.deployment()), link.rule())));
        return all;
    }
}
