package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The four keys of a set of events, computed anew from nothing. */
public final class FourKeysOracle {

    private final List<Told> events;
    private final List<Link> links;
    private final List<Blame> blames;

    public FourKeysOracle(List<JsonNode> events) {
        this(events, Delivered.AS_HEAD);
    }

    /** @param events CloudEvents in the order of their arrival, duplicates included */
    public FourKeysOracle(List<JsonNode> events, Delivered meaning) {
        this.events = Told.distinct(events);
        var changes = Change.of(this.events);
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
                .map(incident -> Blame.of(incident, deployments))
                .toList();
    }

    /** @param params the query parameters of {@code GET /api/v1/four-keys}; {@code from} and {@code to} are required */
    public ObjectNode answer(Map<String, List<String>> params) {
        var question = Question.of(params);
        return new Answer(
                        question,
                        links.stream()
                                .filter(link ->
                                        question.asksFor(link.deployment().service()))
                                .filter(link ->
                                        question.tier().equals(link.deployment().tier()))
                                .toList(),
                        blames.stream()
                                .filter(blame ->
                                        question.asksFor(blame.incident().service()))
                                .filter(blame ->
                                        question.tier().equals(blame.incident().tier()))
                                .toList())
                .json();
    }

    /** The services that any event names. */
    public Set<String> services() {
        var services = new TreeSet<String>();
        events.stream().map(Told::service).filter(service -> service != null).forEach(services::add);
        return services;
    }
}
