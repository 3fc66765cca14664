package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.history.RandomQuestions;
import dev.milepost.testing.oracle.CatalogRecord;
import dev.milepost.testing.oracle.FourKeysOracle;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/**
 * Whose the numbers are is a function of what the catalog told, whenever it told it: before all events, after them or in
 * between, the answers by team are those of the second opinion, which knows the owners from the start.
 */
@QuarkusTest
@Tag("service")
class OwnershipLawTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-09T00:00:00Z");
    private static final int SIZE = Integer.getInteger("milepost.history-size", 50);

    /** A team has had a service since then; the first of a service from the beginning. */
    private record Reorganisation(String service, Instant since, String team) {}

    @Seeds(bounded = 3, all = 10)
    void ignoresTimeOfCatalogSync(long seed) {
        var random = new Random(seed);
        var run = UUID.randomUUID().toString().substring(0, 8);
        var history = history(seed);
        var teams = List.of("a-" + run, "b-" + run, "c-" + run);
        var told = reorganisations(services(history.events()), teams, random);
        var service = RunningService.underTest();

        tell(service, history.events(), told, random);
        divide("all-" + run, teams.subList(0, 2));
        service.awaitProjection(Duration.ofSeconds(60));

        var oracle = new FourKeysOracle(history.events(), known(told));
        for (var asked : questions(history, teams, "all-" + run, random)) {
            assertThat(Differences.between(oracle.answer(expanded(asked, teams)), service.fourKeys(asked)))
                    .as("%s", asked)
                    .isEmpty();
        }
    }

    private static Case history(long seed) {
        var history = RandomHistory.withoutContradictions(seed, SIZE);
        var queries = RandomQuestions.about(history.services(), seed).stream()
                .map(params -> new Case.Query(params, NullNode.instance))
                .toList();
        return CaseRunner.alone(new Case("seed " + seed, history.events(), queries));
    }

    private static List<String> services(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("data")
                        .path("service_id")
                        .asText(event.path("subject").asText()))
                .distinct()
                .sorted()
                .toList();
    }

    /** In the order in which they happened; of some services nobody ever tells. */
    private static List<Reorganisation> reorganisations(List<String> services, List<String> teams, Random random) {
        var all = new ArrayList<Reorganisation>();
        for (var service : services) {
            for (int i = random.nextInt(4); i > 0; i--) {
                var since = BEGINNING.plus(random.nextInt(50 * 24 * 60), ChronoUnit.MINUTES);
                all.add(new Reorganisation(service, since, teams.get(random.nextInt(teams.size()))));
            }
        }
        all.sort(Comparator.comparing(Reorganisation::since));
        return all;
    }

    private static List<CatalogRecord> known(List<Reorganisation> told) {
        var services = new HashSet<String>();
        return told.stream()
                .map(step -> new CatalogRecord(
                        step.service(),
                        services.add(step.service()) ? Instant.MIN : step.since(),
                        step.team(),
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    /** The events in parts, and what the catalog tells somewhere between them, in its own order. */
    private static void tell(RunningService service, List<JsonNode> events, List<Reorganisation> told, Random random) {
        int mode = random.nextInt(3);
        int next = mode == 0 ? told.size() : 0;
        sync(told.subList(0, next), told);
        for (int part = 0; part < 3; part++) {
            service.sendSplit(events.subList(events.size() * part / 3, events.size() * (part + 1) / 3), random);
            if (random.nextBoolean()) {
                service.awaitProjection(Duration.ofSeconds(60));
            }
            int end = mode == 1 && part < 2 ? 0 : told.size() * (part + 1) / 3;
            if (end > next) {
                sync(told.subList(next, end), told);
                next = end;
            }
        }
    }

    private static void sync(List<Reorganisation> part, List<Reorganisation> all) {
        for (var step : part) {
            var first = all.stream()
                    .filter(other -> other.service().equals(step.service()))
                    .findFirst()
                    .orElseThrow();
            var item = new LinkedHashMap<String, Object>();
            item.put("entity", component(step));
            if (step != first) {
                item.put("effective_from", step.since().toString());
            }
            put(List.of(item));
        }
    }

    private static Map<String, Object> component(Reorganisation step) {
        var name = UUID.nameUUIDFromBytes(step.service().getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "kind",
                "Component",
                "metadata",
                Map.of("name", name.toString(), "annotations", Map.of("milepost.dev/telemetry-key", step.service())),
                "spec",
                Map.of("owner", "group:default/" + step.team()));
    }

    private static void divide(String parent, List<String> children) {
        put(List.of(Map.of(
                "entity",
                Map.of("kind", "Group", "metadata", Map.of("name", parent), "spec", Map.of("children", children)))));
    }

    private static void put(List<Map<String, Object>> items) {
        var answer = given().contentType("application/json")
                .body(Map.of("entities", items))
                .put("/api/v1/catalog/entities");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<Integer>path("rejected")).as(answer.asString()).isZero();
    }

    /** Those about services, asked of teams instead, by who had them and by who has them. */
    private static List<Map<String, List<String>>> questions(
            Case history, List<String> teams, String parent, Random random) {
        var questions = new ArrayList<Map<String, List<String>>>();
        for (var query : history.queries()) {
            var asked = new LinkedHashMap<>(query.params());
            if (random.nextInt(3) > 0) {
                asked.remove("service");
            }
            asked.put("team", List.of(random.nextInt(3) == 0 ? parent : teams.get(random.nextInt(teams.size()))));
            asked.put("ownership", List.of(random.nextBoolean() ? "event" : "current"));
            questions.add(asked);
        }
        return questions;
    }

    /** The first two teams are what the parent has. */
    private static Map<String, List<String>> expanded(Map<String, List<String>> asked, List<String> teams) {
        var expanded = new LinkedHashMap<>(asked);
        if (!teams.containsAll(asked.getOrDefault("team", List.of()))) {
            expanded.put("team", teams.subList(0, 2));
        }
        return expanded;
    }
}
