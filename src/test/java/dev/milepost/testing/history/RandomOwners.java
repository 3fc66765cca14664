package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.oracle.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Whose the services of a random history are: scaffolded, handed over, moved to another version of their template.
 *
 * @param events the history's, of which some name a template, and beside them those of scaffolding
 * @param catalog what else is known
 */
public record RandomOwners(List<JsonNode> events, List<Known> catalog) {

    private static final List<String> TEAMS = List.of("red", "blue-team", "grün");
    private static final List<String> SYSTEMS = List.of("shop", "bank");
    private static final List<String> TEMPLATES = List.of("spring", "spring.web", "node-v2");
    private static final List<String> VERSIONS = List.of("2", "2.1.0", "2.10.0", "20.0.0", "3.0.0-rc.1");
    private static final List<String> WANTED_TEMPLATES = List.of(
            "spring", "spring@2", "spring@2.1", "spring@2.1.0", "spring@20", "spring.web", "node", "node@2", "none");

    public RandomOwners {
        events = List.copyOf(events);
        catalog = List.copyOf(catalog);
    }

    public static RandomOwners of(RandomHistory history, long seed) {
        var dice = new Dice(new Random(~seed));
        var events = new ArrayList<JsonNode>();
        history.events().forEach(event -> events.add(naming(event, seed)));
        var catalog = new ArrayList<Known>();
        for (var service : history.services()) {
            if (dice.chance(70)) {
                events.add(dice.below(events.size()), scaffolded(dice, service));
            }
            // Never at the moment of the scaffolding, which is on the hour.
            for (int i = dice.below(4); i > 0; i--) {
                catalog.add(known(dice, service, moment(dice).plusSeconds(1_000L + i)));
            }
            catalog.add(known(dice, service, Instant.parse("2990-01-01T00:00:00Z")));
        }
        return new RandomOwners(events, catalog);
    }

    /** Questions about all services, or those of some owners; grouped or not, by owners then or now. */
    public static List<Map<String, List<String>>> questions(List<String> services, long seed) {
        var dice = new Dice(new Random(seed));
        var questions = new ArrayList<Map<String, List<String>>>();
        for (var group : List.of("service", "team", "system", "domain", "template", "template_version")) {
            for (int i = 0; i < 4; i++) {
                var params = window(dice);
                params.put("group_by", List.of(group));
                questions.add(filtered(dice, params, services, i));
            }
        }
        for (int i = 0; i < 16; i++) {
            var params = window(dice);
            params.put("interval", List.of(dice.either("day", "week", "month")));
            questions.add(filtered(dice, params, services, 1 + i % 3));
        }
        return questions;
    }

    private static Map<String, List<String>> window(Dice dice) {
        var params = new LinkedHashMap<String, List<String>>();
        params.put("from", List.of(RandomQuestions.edge(dice, -5, 20).toString()));
        params.put("to", List.of(RandomQuestions.edge(dice, 21, 70).toString()));
        params.put(
                "environment", List.of(dice.either("production", "production", "staging", "testing", "development")));
        params.put("tz", List.of(dice.pick(RandomQuestions.ZONES)));
        params.put("ownership", List.of(dice.either("event", "current")));
        return params;
    }

    /** By so many kinds of owners. */
    private static Map<String, List<String>> filtered(
            Dice dice, Map<String, List<String>> params, List<String> services, int kinds) {
        for (int i = 0; i < kinds; i++) {
            switch (dice.below(5)) {
                case 0 -> params.put("service", some(dice, services));
                case 1 -> params.put("team", some(dice, TEAMS));
                case 2 -> params.put("system", some(dice, SYSTEMS));
                case 3 -> params.put("domain", some(dice, List.of("money", "goods")));
                default -> params.put("template", some(dice, WANTED_TEMPLATES));
            }
        }
        return params;
    }

    private static List<String> some(Dice dice, List<String> names) {
        return dice.chance(60) ? List.of(dice.pick(names)) : List.of(dice.pick(names), dice.pick(names));
    }

    /** An event of a deployment may name the template itself; the same each time that it arrives. */
    private static JsonNode naming(JsonNode event, long seed) {
        var identity =
                Objects.hash(event.path("source").asText(), event.path("id").asText());
        var dice = new Dice(new Random(seed * 31 + identity));
        if (!event.path("type").asText().contains(".deploy.") || !dice.chance(15)) {
            return event;
        }
        var naming = event.deepCopy();
        name(dice, (ObjectNode) naming.path("data"));
        return naming;
    }

    private static void name(Dice dice, ObjectNode data) {
        data.put("template_id", dice.pick(TEMPLATES));
        if (dice.chance(75)) {
            data.put("template_version", dice.pick(VERSIONS));
        }
    }

    private static ObjectNode scaffolded(Dice dice, String service) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", "scaffold-" + service).put("source", "backstage");
        event.put("type", "com.company.scaffold.completed")
                .put("time", moment(dice).toString());
        var data = event.putObject("data").put("task_id", "t").put("service_id", service);
        data.put("status", dice.either("success", "success", "success", "failure"));
        if (dice.chance(80)) {
            data.put("team", dice.pick(TEAMS));
        }
        name(dice, data);
        return event;
    }

    private static Known known(Dice dice, String service, Instant from) {
        var version = dice.chance(80) ? dice.pick(VERSIONS) : null;
        return new Known(
                service,
                from,
                dice.pick(TEAMS),
                dice.chance(80) ? dice.pick(SYSTEMS) : null,
                dice.chance(80) ? dice.either("money", "goods") : null,
                version == null ? null : dice.either("spring", "spring.web", "node"),
                version);
    }

    private static Instant moment(Dice dice) {
        return Timeline.BEGINNING.plus(Duration.ofHours(dice.between(-100, 1_000)));
    }
}
