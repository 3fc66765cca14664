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
        return arrive(new Dice(new Random(seed)), size, 4);
    }

    /** A history whose events contradict no other of their identity: its answers are those of the set of its events. */
    public static RandomHistory withoutContradictions(long seed, int size) {
        return arrive(new Dice(new Random(seed)), size, 0);
    }

    private static RandomHistory arrive(Dice dice, int size, int contradictions) {
        var services = SERVICES.subList(0, dice.between(1, SERVICES.size()));
        var scribe = new Scribe(dice);
        var each = Math.max(4, size / services.size());
        services.forEach(service -> tell(dice, scribe, services, service, each));
        var events = new ArrayList<ObjectNode>(scribe.events());
        switch (dice.below(3)) {
            case 0 -> events.sort(Comparator.comparing(event -> time(event)));
            case 1 -> displace(dice, events);
            default -> Collections.shuffle(events, dice.random());
        }
        repeat(dice, events, contradictions);
        return new RandomHistory(services, List.copyOf(events));
    }

    private static void tell(Dice dice, Scribe scribe, List<String> services, String service, int size) {
        var length = Duration.ofDays(dice.either(5, 20, 50));
        var commits = Commits.tell(dice, scribe, service, new Timeline(Timeline.BEGINNING, length, size));
        var releases = new Timeline(Timeline.BEGINNING, length, dice.between(2, 4 + size));
        var deployments = Deployments.tell(dice, scribe, service, commits, releases);
        var incidents = new Incidents(dice, scribe, services);
        for (int i = dice.below(2 + size / 2); i > 0; i--) {
            incidents.tell(service, deployments);
        }
        for (int i = dice.below(6); i > 0; i--) {
            tellOfOtherThings(dice, scribe, service, commits, dice.about(Timeline.BEGINNING, 0, 400));
        }
    }

    /** What the four keys must not take for a change or a deployment. */
    private static void tellOfOtherThings(
            Dice dice, Scribe scribe, String service, List<String> commits, Instant time) {
        switch (dice.below(3)) {
            case 0 ->
                scribe.tell("change.merged", "scm", service, time)
                        .put("pr_id", dice.below(9))
                        .put("repository", "git.example/acme/shop")
                        .put("commit_sha", dice.either("merged", dice.pick(commits)));
            case 1 ->
                scribe.tell("build.completed", "ci", service, time)
                        .put("pipeline_run_id", "run" + dice.below(9))
                        .put("commit_sha", dice.pick(commits))
                        .put("status", "success");
            default -> scribe.tell("coffee.brewed", "kitchen", service, time).put("cups", 2);
        }
    }

    /** In order of time, but for some that are early or late. */
    private static void displace(Dice dice, List<ObjectNode> events) {
        events.sort(Comparator.comparing(event -> time(event)));
        for (int i = events.size() / 8; i > 0; i--) {
            events.add(dice.below(events.size()), events.remove(dice.below(events.size())));
        }
    }

    private static void repeat(Dice dice, List<ObjectNode> events, int contradictions) {
        for (var event : List.copyOf(events)) {
            if (dice.chance(8)) {
                events.add(dice.below(events.size()), event.deepCopy());
            }
            if (dice.chance(contradictions)) {
                events.add(dice.below(events.size()), contradict(dice, event.deepCopy()));
            }
        }
    }

    /** The same identity and service with another body. */
    private static ObjectNode contradict(Dice dice, ObjectNode event) {
        var time = dice.about(time(event), -20, 20);
        event.put("time", time.toString());
        var data = (ObjectNode) event.path("data");
        data.remove("committed_at");
        if (data.has("status")) {
            data.put("status", dice.either("success", "failure"));
        }
        return event;
    }

    private static Instant time(JsonNode event) {
        return OffsetDateTime.parse(event.path("time").asText()).toInstant();
    }
}
