package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A random history of a few services, the same for the same seed and size.
 *
 * @param services the services that it is about
 * @param events CloudEvents in the order of their arrival, duplicates included
 */
public record RandomHistory(List<String> services, List<JsonNode> events) {

    private static final List<String> SERVICES = List.of("payments-api", "Orders.API", "search engine/ü", "x");

    public RandomHistory {
        services = List.copyOf(services);
        events = List.copyOf(events);
    }

    /**
     * A history in which some events arrive again with another body, so that the order of arrival matters to these.
     *
     * @param size about how many commits there are; three to five times as many events
     */
    public static RandomHistory of(long seed, int size) {
        return arrive(new SeededRandom(new Random(seed)), size, 4);
    }

    /** A history whose events contradict no other of their identity: its answers are those of the set of its events. */
    public static RandomHistory withoutContradictions(long seed, int size) {
        return arrive(new SeededRandom(new Random(seed)), size, 0);
    }

    private static RandomHistory arrive(SeededRandom random, int size, int contradictions) {
        var services = SERVICES.subList(0, random.between(1, SERVICES.size()));
        var writer = new EventWriter(random);
        var each = Math.max(4, size / services.size());
        services.forEach(service -> tell(random, writer, services, service, each));
        var events = new ArrayList<ObjectNode>(writer.events());
        switch (random.below(3)) {
            case 0 -> events.sort(Comparator.comparing(event -> time(event)));
            case 1 -> displace(random, events);
            default -> Collections.shuffle(events, random.random());
        }
        repeat(random, events, contradictions);
        return new RandomHistory(services, List.copyOf(events));
    }

    private static void tell(SeededRandom random, EventWriter writer, List<String> services, String service, int size) {
        var length = Duration.ofDays(random.either(5, 20, 50));
        var commits = Commits.tell(random, writer, service, new Timeline(Timeline.BEGINNING, length, size));
        var releases = new Timeline(Timeline.BEGINNING, length, random.between(2, 4 + size));
        var deployments = Deployments.tell(random, writer, service, commits, releases);
        var incidents = new Incidents(random, writer, services);
        for (int i = random.below(2 + size / 2); i > 0; i--) {
            incidents.tell(service, deployments);
        }
        var pullRequests = new PullRequests(random, writer, service, commits);
        for (int i = random.below(2 + size / 2); i > 0; i--) {
            pullRequests.tell(new Timeline(Timeline.BEGINNING, length, size));
        }
        for (int i = random.below(6); i > 0; i--) {
            tellOfOtherThings(random, writer, service, commits, random.about(Timeline.BEGINNING, 0, 400));
        }
    }

    /** What the four keys must not take for a change or a deployment. */
    private static void tellOfOtherThings(
            SeededRandom random, EventWriter writer, String service, List<String> commits, Instant time) {
        switch (random.below(3)) {
            case 0 ->
                writer.tell("change.merged", "scm", service, time)
                        .put("pr_id", random.below(9))
                        .put("repository", "git.example/acme/shop")
                        .put("commit_sha", random.either("merged", random.pick(commits)));
            case 1 ->
                writer.tell("build.completed", "ci", service, time)
                        .put("pipeline_run_id", "run" + random.below(9))
                        .put("commit_sha", random.pick(commits))
                        .put("status", "success");
            default -> writer.tell("coffee.brewed", "kitchen", service, time).put("cups", 2);
        }
    }

    /** In order of time, but for some that are early or late. */
    private static void displace(SeededRandom random, List<ObjectNode> events) {
        events.sort(Comparator.comparing(event -> time(event)));
        for (int i = events.size() / 8; i > 0; i--) {
            events.add(random.below(events.size()), events.remove(random.below(events.size())));
        }
    }

    private static void repeat(SeededRandom random, List<ObjectNode> events, int contradictions) {
        for (var event : List.copyOf(events)) {
            if (random.chance(8)) {
                events.add(random.below(events.size()), event.deepCopy());
            }
            if (random.chance(contradictions)) {
                events.add(random.below(events.size()), contradict(random, event.deepCopy()));
            }
        }
    }

    /** The same identity and service with another body. */
    private static ObjectNode contradict(SeededRandom random, ObjectNode event) {
        var time = random.about(time(event), -20, 20);
        event.put("time", time.toString());
        var data = (ObjectNode) event.path("data");
        data.remove("committed_at");
        if (data.has("status")) {
            data.put("status", random.either("success", "failure"));
        }
        return event;
    }

    private static Instant time(JsonNode event) {
        return OffsetDateTime.parse(event.path("time").asText()).toInstant();
    }
}
