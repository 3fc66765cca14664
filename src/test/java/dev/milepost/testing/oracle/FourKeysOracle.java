package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The four keys of a set of events, computed anew from nothing. */
public final class FourKeysOracle {

    private final List<OracleEvent> events;
    private final List<Link> links;
    private final List<AttributedIncident> blames;
    private final Failures failures;
    private final Map<String, Map<String, Change>> changes;
    private final Map<String, Map<String, PullRequest>> pullRequests = new HashMap<>();
    private final Owners owners;

    public FourKeysOracle(List<JsonNode> events) {
        this(events, DeliveredHeadRule.AS_HEAD);
    }

    /** @param catalog what is known of services beside what the events tell */
    public FourKeysOracle(List<JsonNode> events, List<CatalogRecord> catalog) {
        this(events, DeliveredHeadRule.AS_HEAD, catalog);
    }

    public FourKeysOracle(List<JsonNode> events, DeliveredHeadRule meaning) {
        this(events, meaning, List.of());
    }

    /** @param events CloudEvents in the order of their arrival, duplicates included */
    private FourKeysOracle(List<JsonNode> events, DeliveredHeadRule meaning, List<CatalogRecord> catalog) {
        this.events = OracleEvent.distinct(events);
        this.owners = new Owners(this.events, catalog);
        this.changes = Change.of(this.events);
        var deployments = Deployment.of(this.events).stream()
                .filter(Deployment::succeeded)
                .toList();
        var chains = deployments.stream().collect(groupingBy(d -> List.of(d.service(), d.tier())));
        this.links = chains.entrySet().stream()
                .flatMap(chain ->
                        Chain.of(
                                chain.getValue(),
                                changes.getOrDefault(chain.getKey().get(0), Map.of()),
                                meaning)
                                .stream())
                .toList();
        this.blames = Incident.of(this.events).stream()
                .map(incident -> AttributedIncident.of(incident, deployments))
                .toList();
        var failed = blames.stream()
                .filter(blame -> !blame.incident().isLeftOut())
                .flatMap(blame -> Stream.ofNullable(blame.deployment()))
                .collect(toSet());
        this.failures = new Failures(links, failed);
        // Of several pull requests with a commit, the first merged counts.
        PullRequest.of(this.events)
                .forEach(request -> request.commits()
                        .forEach(commit -> pullRequests
                                .computeIfAbsent(request.service(), service -> new HashMap<>())
                                .putIfAbsent(commit, request)));
    }

    /** @param params the query parameters of {@code GET /api/v1/four-keys}; {@code from} and {@code to} are required */
    public ObjectNode answer(Map<String, List<String>> params) {
        var question = Question.of(params);
        var json = answer(question, owner -> true).json();
        if (!question.groupBy().isEmpty()) {
            json.set("groups", groups(question));
            json.put("groups_truncated", false);
        }
        return json;
    }

    /** What a question asks for, and of that what belongs to some owners. */
    private OracleResult answer(Question question, Predicate<Owner> whose) {
        var asked = whose.and(question::asksFor);
        return new OracleResult(
                question,
                links.stream()
                        .filter(link -> question.tier().equals(link.deployment().tier()))
                        .filter(link -> asked.test(owner(question, link.deployment())))
                        .toList(),
                blames.stream()
                        .filter(blame -> question.tier().equals(blame.incident().tier()))
                        .filter(blame -> asked.test(owner(question, blame.incident())))
                        .toList(),
                committed(asked),
                deliveries(question),
                failures,
                pullRequests);
    }

    /** The changes of those asked for, as their services are owned today. */
    private List<Change> committed(Predicate<Owner> asked) {
        return changes.entrySet().stream()
                .filter(service -> asked.test(owners.at(service.getKey(), Instant.now())))
                .flatMap(service -> service.getValue().values().stream())
                .filter(change -> !change.isMerge())
                .toList();
    }

    /** When each change reached the tier, whose ever it is. */
    private Map<Change, Instant> deliveries(Question question) {
        var deliveries = new HashMap<Change, Instant>();
        links.stream()
                .filter(link -> question.tier().equals(link.deployment().tier()))
                .forEach(link -> link.delivered()
                        .forEach(change ->
                                deliveries.put(change, link.deployment().finishedAt())));
        return deliveries;
    }

    private Owner owner(Question question, Deployment deployment) {
        return question.current() ? owners.at(deployment.service(), Instant.now()) : owners.of(deployment);
    }

    private Owner owner(Question question, Incident incident) {
        return question.current() ? owners.at(incident.service(), Instant.now()) : owners.of(incident);
    }

    /** Those of which there is anything to tell, with most deployments first. */
    private ArrayNode groups(Question question) {
        var keys = new TreeSet<String>();
        links.forEach(link ->
                owner(question, link.deployment()).group(question.groupBy()).ifPresent(keys::add));
        blames.forEach(blame ->
                owner(question, blame.incident()).group(question.groupBy()).ifPresent(keys::add));
        var groups = JsonNodeFactory.instance.arrayNode();
        var whole = question.during(question.from(), question.to());
        keys.stream()
                .map(key -> new Group(
                        key,
                        answer(
                                whole,
                                owner -> owner.group(question.groupBy())
                                        .filter(key::equals)
                                        .isPresent())))
                .filter(group -> !group.answer().isNothing())
                .sorted(Comparator.comparing((Group group) -> -group.answer().deployments())
                        .thenComparing(Group::key))
                .forEach(group -> groups.add(group.json()));
        return groups;
    }

    private record Group(String key, OracleResult answer) {

        ObjectNode json() {
            return answer.json().put("key", key);
        }
    }

    /** The services that any event names. */
    public Set<String> services() {
        var services = new TreeSet<String>();
        events.stream()
                .map(OracleEvent::service)
                .filter(service -> service != null)
                .forEach(services::add);
        return services;
    }
}
