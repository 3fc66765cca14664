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

    private final EventHistory history;
    private final LinkHistory links;

    WayFinder(EventHistory history, LinkHistory links) {
        this.history = history;
        this.links = links;
    }

    CorrelatedEvents find(String id) {
        Map<UUID, GoldenEvent> events = new LinkedHashMap<>();
        var subjects = new Subjects();
        take(history.findAbout(id, MOST_EVENTS), events, subjects);
        if (events.isEmpty()) {
            throw new UnknownCorrelation(id);
        }
        take(named(subjects), events, subjects);
        var delivered = new LinkedHashSet<>(links.deliveriesOf(subjects.commits()));
        delivered.forEach(link -> subjects.deployments().add(link.deployment()));
        var blamed = new LinkedHashSet<>(links.blamesBy(subjects.incidents()));
        blamed.forEach(link -> subjects.deployments().add(link.deployment()));
        delivered.addAll(links.deliveriesBy(subjects.deployments()));
        delivered.forEach(link -> subjects.commits().add(link.commit()));
        blamed.addAll(links.blamesOf(subjects.deployments()));
        blamed.forEach(link -> subjects.incidents().add(link.incident()));
        take(linked(subjects), events, subjects);
        take(named(subjects), events, subjects);
        return new CorrelatedEvents(id, inOrder(events), all(subjects, delivered, blamed));
    }

    private static void take(Collection<GoldenEvent> found, Map<UUID, GoldenEvent> events, Subjects subjects) {
        for (var event : found) {
            if (events.putIfAbsent(event.identity(), event) == null) {
                subjects.add(event);
            }
        }
    }

    /** The events that share the correlation, pull request or pipeline run of those that have been found. */
    private List<GoldenEvent> named(Subjects subjects) {
        var pullRequests = List.copyOf(subjects.pullRequests());
        var runs = List.copyOf(subjects.runs());
        var found = new ArrayList<GoldenEvent>();
        found.addAll(history.findByCorrelation(List.copyOf(subjects.correlations()), MOST_EVENTS));
        found.addAll(history.findByPullRequest(
                pullRequests.stream().map(Named::service).toList(),
                pullRequests.stream().map(Named::id).toList(),
                MOST_EVENTS));
        found.addAll(history.findByPipelineRun(
                runs.stream().map(Named::service).toList(),
                runs.stream().map(Named::id).toList(),
                MOST_EVENTS));
        return found;
    }

    /** The events about all that has been found. */
    private List<GoldenEvent> linked(Subjects subjects) {
        var commits = List.copyOf(subjects.commits());
        var deployments = List.copyOf(subjects.deployments());
        var reports = links.reportsOf(subjects.incidents());
        var found = new ArrayList<GoldenEvent>();
        found.addAll(history.findByCommit(
                commits.stream().map(CommitRef::service).toList(),
                commits.stream().map(CommitRef::sha).toList(),
                MOST_EVENTS));
        found.addAll(history.findByDeployment(
                deployments.stream().map(DeploymentRef::service).toList(),
                deployments.stream().map(DeploymentRef::id).toList(),
                MOST_EVENTS));
        found.addAll(history.findByIdentity(
                reports.stream().map(Reported::service).toList(),
                reports.stream().map(Reported::at).toList(),
                reports.stream().map(Reported::identity).toList()));
        return found;
    }

    private static List<LoggedEvent> inOrder(Map<UUID, GoldenEvent> events) {
        return events.values().stream()
                .sorted(Comparator.comparing(GoldenEvent::time).thenComparing(GoldenEvent::identity))
                .map(LoggedEvent::of)
                .toList();
    }

    private static List<Link> all(Subjects subjects, Collection<Delivered> delivered, Collection<Blamed> blamed) {
        var all = new ArrayList<>(subjects.links());
        delivered.forEach(link -> all.add(new Link(End.of(link.deployment()), End.of(link.commit()), link.rule())));
        blamed.forEach(link -> all.add(new Link(End.of(link.incident()), End.of(link.deployment()), link.rule())));
        return all;
    }
}
