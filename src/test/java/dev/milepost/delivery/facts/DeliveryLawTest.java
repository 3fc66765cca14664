package dev.milepost.delivery.facts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.testing.Differences;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.oracle.FourKeysOracle;
import io.cloudevents.jackson.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/** Folding and linking against the plain computation, in memory alone: quick to say which rule is broken. */
class DeliveryLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventReader READER = EventReaders.reader();
    private static final EnvironmentTiers TIERS = new EnvironmentTiers(Map.of(
            "production", List.of("production", "prod", "prd", "live"),
            "staging", List.of("staging", "stage", "stg", "preprod", "preproduction", "uat"),
            "testing", List.of("testing", "test", "qa", "integration", "int"),
            "development", List.of("development", "dev", "local", "sandbox")));
    private static final FailureRules FAILURES = new FailureRules(Duration.ofHours(24), true);
    private static final ServiceDimension NOBODYS = new ServiceDimension(1, "any", null, null, null, null, null);

    /** A law: wherever a chain is cut in two, and whatever the order of events, it links what the definition does. */
    @Seeds(bounded = 30, all = 120)
    void linksChangesLikeTheDefinition(long seed) {
        var random = new Random(seed);
        var history = RandomHistory.of(seed, 5 + random.nextInt(100));
        var oracle = new FourKeysOracle(withoutIncidents(history.events()));
        var facts = DeliveryFacts.of(shuffled(history.events(), random));
        var changes = facts.changes().stream()
                .collect(groupingBy(Change::service, toMap(Change::commit, Function.identity())));

        var chains = deployments(facts).stream()
                .collect(groupingBy(d -> List.of(d.key().service(), d.tier())));

        chains.forEach((whose, deployments) -> {
            var known = changes.getOrDefault(whose.get(0), Map.of());
            var linked = linked(deployments, known, random);
            assertThat(Differences.between(linked, oracle.answer(question(whose.get(0), whose.get(1)))))
                    .as("seed %d, %s", seed, whose)
                    .isEmpty();
        });
    }

    @Seeds(bounded = 30, all = 120)
    void foldsIncidentsLikeTheDefinition(long seed) {
        var random = new Random(seed);
        var history = RandomHistory.of(seed, 5 + random.nextInt(100));
        var oracle = new FourKeysOracle(history.events());
        var facts = DeliveryFacts.of(shuffled(history.events(), random));
        var incidents = facts.incidents().stream().collect(groupingBy(IncidentEvent::key)).entrySet().stream()
                .map(all -> Incident.of(all.getKey(), all.getValue()))
                .filter(incident -> incident.openedAt() != null && incident.mergedInto() == null)
                .toList();

        for (var service : oracle.services()) {
            for (var tier : TIERS.all()) {
                var mine = incidents.stream()
                        .filter(incident -> incident.service().equals(service)
                                && incident.tier(TIERS).equals(tier))
                        .toList();
                assertThat(Differences.between(restored(mine), oracle.answer(question(service, tier))))
                        .as("seed %d, %s in %s", seed, service, tier)
                        .isEmpty();
            }
        }
    }

    /** Chains are linked without them. */
    private static List<JsonNode> withoutIncidents(List<JsonNode> events) {
        return events.stream()
                .filter(event -> !event.path("type").asText().contains(".incident."))
                .toList();
    }

    private static List<GoldenEvent> shuffled(List<JsonNode> events, Random random) {
        var distinct = new LinkedHashMap<Object, GoldenEvent>();
        for (var event : events) {
            var read = read(event);
            distinct.putIfAbsent(read.identity(), read);
        }
        var shuffled = new ArrayList<>(distinct.values());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static GoldenEvent read(JsonNode event) {
        try {
            return READER.read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Deployment> deployments(DeliveryFacts facts) {
        var heads = facts.builds().stream().collect(toMap(Build::key, Build::commit));
        return facts.deployments().stream().collect(groupingBy(DeploymentEvent::key)).entrySet().stream()
                .map(all ->
                        Deployment.of(all.getKey(), TIERS.tierOf(all.getKey().environment()), all.getValue()))
                .map(deployment -> deployment.artifact() == null
                        ? deployment
                        : deployment.withHead(heads.get(deployment.artifactKey())))
                .filter(deployment -> deployment.succeededAt() != null)
                .sorted(Comparator.comparing(
                                (Deployment deployment) -> Objects.requireNonNull(deployment.succeededAt()))
                        .thenComparing(deployment -> deployment.key().environment())
                        .thenComparing(deployment -> deployment.key().id()))
                .toList();
    }

    /** Links a chain in two parts, of which the second knows the first as its past. */
    private static ObjectNode linked(List<Deployment> deployments, Map<String, Change> known, Random random) {
        // Deployments of one moment are linked together, as recomputation from a moment on does.
        var cut = Objects.requireNonNull(
                deployments.get(random.nextInt(deployments.size())).succeededAt());
        var first = new DeploymentChain(new InMemoryChainHistory(known, null, List.of()), FAILURES);
        var before = deployments.stream()
                .filter(d -> Objects.requireNonNull(d.succeededAt()).isBefore(cut))
                .toList();
        before.forEach(deployment -> first.add(deployment, NOBODYS, false));
        var second = new DeploymentChain(new InMemoryChainHistory(known, first, before), FAILURES);
        deployments.subList(before.size(), deployments.size()).forEach(d -> second.add(d, NOBODYS, false));

        var links = new ArrayList<>(first.links());
        second.remediesOfEarlier()
                .forEach((blamed, remedies) -> remedies.forEach(remedy -> links.replaceAll(link ->
                        link.key().equals(blamed) ? link.blamedBy(false, remedy.remedyAfter(link.remedied())) : link)));
        links.addAll(second.links());
        var deliveries = new ArrayList<>(first.deliveries());
        deliveries.addAll(second.deliveries());
        return answer(links, deliveries);
    }

    private static ObjectNode answer(List<DeploymentLink> links, List<DeliveredChange> deliveries) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("deployment_frequency").put("count", links.size());
        answer.putObject("deployment_rework_rate")
                .put("rework", links.stream().filter(DeploymentLink::rework).count());
        var failedBy = answer.putObject("change_failure_rate").putObject("failed_by");
        for (var kind : List.of("rollback", "hotfix")) {
            failedBy.put(
                    kind,
                    links.stream().filter(link -> kind.equals(link.failedBy())).count());
        }
        var recovery = answer.putObject("failed_deployment_recovery_time");
        recovery.put(
                "count", links.stream().filter(link -> link.remedied() != null).count());
        links.stream()
                .filter(link -> link.remedied() != null)
                .mapToLong(link -> Duration.between(
                                        link.finishedAt(),
                                        Objects.requireNonNull(link.remedied()).at())
                                .toNanos()
                        / 1_000)
                .average()
                .ifPresent(mean -> recovery.put("mean_seconds", mean / 1e6));
        answer.putObject("coverage")
                .put(
                        "deployments_without_known_change",
                        links.stream().filter(link -> !link.knownChange()).count());
        var counted = deliveries.stream()
                .filter(delivery -> delivery.leadMicros() >= 0)
                .toList();
        var lead = answer.putObject("lead_time_for_changes");
        lead.put("count", counted.size()).put("negative", deliveries.size() - counted.size());
        counted.stream()
                .mapToLong(DeliveredChange::leadMicros)
                .average()
                .ifPresent(mean -> lead.put("mean_seconds", mean / 1e6));
        var attribution = lead.putObject("attribution");
        for (var rule : DeliveryRule.values()) {
            attribution.put(
                    rule.wireName(),
                    counted.stream().filter(d -> d.rule() == rule).count());
        }
        return answer;
    }

    private static ObjectNode restored(List<Incident> incidents) {
        var answer = JsonNodeFactory.instance.objectNode();
        var spans = incidents.stream()
                .filter(incident -> incident.resolvedAt() != null)
                .map(incident -> Duration.between(incident.openedAt(), incident.resolvedAt()))
                .toList();
        var restore = answer.putObject("time_to_restore");
        restore.put("count", spans.stream().filter(span -> !span.isNegative()).count());
        restore.put(
                "open", incidents.stream().filter(i -> i.resolvedAt() == null).count());
        spans.stream()
                .filter(span -> !span.isNegative())
                .mapToLong(span -> span.toNanos() / 1_000)
                .average()
                .ifPresent(mean -> restore.put("mean_seconds", mean / 1e6));
        answer.putObject("coverage")
                .put(
                        "incidents_left_out",
                        spans.stream().filter(Duration::isNegative).count());
        return answer;
    }

    private static Map<String, List<String>> question(String service, String tier) {
        return Map.of(
                "service", List.of(service),
                "environment", List.of(tier),
                "from", List.of("2020-01-01T00:00:00Z"),
                "to", List.of("2030-01-01T00:00:00Z"));
    }
}
