package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cases run against a running service. Its store is not emptied between them, so each run of a case is about services and
 * sources of its own.
 */
public final class CaseRunner {

    private static final AtomicLong RUNS = new AtomicLong();

    private final RunningService service;

    public CaseRunner(RunningService service) {
        this.service = service;
    }

    /**
     * The same case about services and sources that no other run has. What is added stands in front, so that what is
     * ordered by these stays in order.
     */
    public static Case alone(Case history) {
        var run = "r" + Long.toString(System.currentTimeMillis(), 36) + "-" + RUNS.incrementAndGet() + "-";
        var events = history.events().stream().map(event -> alone(run, event)).toList();
        var services = new TreeSet<String>();
        for (var event : events) {
            services.add(event.path("data")
                    .path("service_id")
                    .asText(event.path("subject").asText()));
        }
        var queries = history.queries().stream()
                .map(query -> new Case.Query(alone(run, query.params(), services), query.expect()))
                .toList();
        return new Case(history.name(), events, queries);
    }

    private static JsonNode alone(String run, JsonNode event) {
        ObjectNode copy = event.deepCopy();
        prefix(run, copy, "source");
        prefix(run, copy, "subject");
        if (copy.path("data") instanceof ObjectNode data) {
            prefix(run, data, "service_id");
        }
        return copy;
    }

    private static void prefix(String run, ObjectNode node, String field) {
        if (node.path(field).isTextual()) {
            node.put(field, run + node.path(field).asText());
        }
    }

    private static Map<String, List<String>> alone(
            String run, Map<String, List<String>> params, TreeSet<String> services) {
        var renamed = new LinkedHashMap<>(params);
        renamed.put(
                "service",
                params.containsKey("service")
                        ? params.get("service").stream().map(name -> run + name).toList()
                        : List.copyOf(services));
        return renamed;
    }

    /** How the service's answers differ from what a case expects, one line for each difference. */
    public List<String> differences(Case history) {
        var differences = new ArrayList<String>();
        for (var query : history.queries()) {
            var answer = service.fourKeys(query.params());
            for (var difference : Differences.between(query.expect(), answer)) {
                differences.add(history + " " + query.params() + " " + difference);
            }
        }
        return differences;
    }
}
