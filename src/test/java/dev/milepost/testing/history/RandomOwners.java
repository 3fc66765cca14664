package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.oracle.CatalogRecord;
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
public record RandomOwners(List<JsonNode> events, List<CatalogRecord> catalog) {

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
        var random = new SeededRandom(new Random(~seed));
        var events = new ArrayList<JsonNode>();
        history.events().forEach(event -> events.add(naming(event, seed)));
        var catalog = new ArrayList<CatalogRecord>();
        for (var service : history.services()) {
            if (random.chance(70)) {
                events.add(random.below(events.size()), scaffolded(random, service));
            }
            for (int i = random.below(3); i > 0; i--) {
                events.add(random.below(events.size()), upgraded(random, service, i));
            }
            // Never at the moment of the scaffolding, which is on the hour.
            for (int i = random.below(4); i > 0; i--) {
                catalog.add(known(random, service, moment(random).plusSeconds(1_000L + i)));
            }
            catalog.add(known(random, service, Instant.parse("2990-01-01T00:00:00Z")));
        }
        return new RandomOwners(events, catalog);
    }

    /** Questions about all services, or those of some owners; grouped or not, by owners then or now. */
    public static List<Map<String, List<String>>> questions(List<String> services, long seed) {
        var random = new SeededRandom(new Random(seed));
        var questions = new ArrayList<Map<String, List<String>>>();
        for (var group : List.of("service", "team", "system", "domain", "template", "template_version")) {
            for (int i = 0; i < 4; i++) {
                var params = window(random);
                params.put("group_by", List.of(group));
                questions.add(filtered(random, params, services, i));
            }
        }
        for (int i = 0; i < 16; i++) {
            var params = window(random);
            params.put("interval", List.of(random.either("day", "week", "month")));
            questions.add(filtered(random, params, services, 1 + i % 3));
        }
        return questions;
    }

    private static Map<String, List<String>> window(SeededRandom random) {
        var params = new LinkedHashMap<String, List<String>>();
        params.put("from", List.of(RandomQuestions.edge(random, -5, 20).toString()));
        params.put("to", List.of(RandomQuestions.edge(random, 21, 70).toString()));
        params.put(
                "environment", List.of(random.either("production", "production", "staging", "testing", "development")));
        params.put("tz", List.of(random.pick(RandomQuestions.ZONES)));
        params.put("ownership", List.of(random.either("event", "current")));
        return params;
    }

    /** By so many kinds of owners. */
    private static Map<String, List<String>> filtered(
            SeededRandom random, Map<String, List<String>> params, List<String> services, int kinds) {
        for (int i = 0; i < kinds; i++) {
            switch (random.below(5)) {
                case 0 -> params.put("service", some(random, services));
                case 1 -> params.put("team", some(random, TEAMS));
                case 2 -> params.put("system", some(random, SYSTEMS));
                case 3 -> params.put("domain", some(random, List.of("money", "goods")));
                default -> params.put("template", some(random, WANTED_TEMPLATES));
            }
        }
        return params;
    }

    private static List<String> some(SeededRandom random, List<String> names) {
        return random.chance(60) ? List.of(random.pick(names)) : List.of(random.pick(names), random.pick(names));
    }

    /** An event of a deployment may name the template itself; the same each time that it arrives. */
    private static JsonNode naming(JsonNode event, long seed) {
        var identity =
                Objects.hash(event.path("source").asText(), event.path("id").asText());
        var random = new SeededRandom(new Random(seed * 31 + identity));
        if (!event.path("type").asText().contains(".deploy.") || !random.chance(15)) {
            return event;
        }
        var naming = event.deepCopy();
        name(random, (ObjectNode) naming.path("data"));
        return naming;
    }

    private static void name(SeededRandom random, ObjectNode data) {
        data.put("template_id", random.pick(TEMPLATES));
        if (random.chance(75)) {
            data.put("template_version", random.pick(VERSIONS));
        }
    }

    private static ObjectNode scaffolded(SeededRandom random, String service) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", "scaffold-" + service).put("source", "backstage");
        event.put("type", "com.company.scaffold.completed")
                .put("time", moment(random).toString());
        var data = event.putObject("data").put("task_id", "t").put("service_id", service);
        data.put("status", random.either("success", "success", "success", "failure"));
        if (random.chance(80)) {
            data.put("team", random.pick(TEAMS));
        }
        name(random, data);
        return event;
    }

    private static ObjectNode upgraded(SeededRandom random, String service, int number) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", "upgrade-%s-%d".formatted(service, number));
        event.put("source", "github.com/acme/shop").put("type", "com.company.upgrade.merged");
        // Never two at one moment, of which one would have to win.
        event.put("time", moment(random).plusSeconds(number).toString());
        var data = event.putObject("data").put("service_id", service);
        data.put("template_id", random.pick(TEMPLATES)).put("template_version", random.pick(VERSIONS));
        return event;
    }

    private static CatalogRecord known(SeededRandom random, String service, Instant from) {
        var version = random.chance(80) ? random.pick(VERSIONS) : null;
        return new CatalogRecord(
                service,
                from,
                random.pick(TEAMS),
                random.chance(80) ? random.pick(SYSTEMS) : null,
                random.chance(80) ? random.either("money", "goods") : null,
                version == null ? null : random.either("spring", "spring.web", "node"),
                version);
    }

    private static Instant moment(SeededRandom random) {
        return Timeline.BEGINNING.plus(Duration.ofHours(random.between(-100, 1_000)));
    }
}
