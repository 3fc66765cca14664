package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.cli.command.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The event types that SLOs count in place of Prometheus metrics.
 *
 * @param types the event type by SLO; that of the empty name is for all others
 * @param good the filter of good events
 */
record EventMapping(Map<String, String> types, String good) {

    private static final String OTHERS = "";

    EventMapping {
        types = new TreeMap<>(types);
    }

    /** @param options each {@code EVENT_TYPE} or {@code SLO=EVENT_TYPE} */
    static EventMapping of(List<String> options, String good) {
        var types = new TreeMap<String, String>();
        for (var option : options) {
            int equals = option.indexOf('=');
            var name = equals < 0 ? OTHERS : option.substring(0, equals);
            if (types.put(name, option.substring(equals + 1)) != null) {
                throw CommandFailure.cannotRun(
                        "--indicator names two event types for %s.", name.isEmpty() ? "all SLOs" : name);
            }
        }
        return new EventMapping(types, good);
    }

    /** Returns the event type of an SLO; empty if none is named. */
    Optional<String> type(String slo) {
        return Optional.ofNullable(types.getOrDefault(slo, types.get(OTHERS)));
    }

    /** Returns the spec of an SLI that counts events of a type. */
    ObjectNode indicator(String type) {
        var spec = JsonNodeFactory.instance.objectNode();
        var ratio = spec.putObject("ratioMetric");
        source(ratio.putObject("total"), "milepost").putArray("events").add(type);
        source(ratio.putObject("good"), "milepost").put("filter", good);
        return spec;
    }

    /** Adds a metric source to a metric and returns its spec. */
    static ObjectNode source(ObjectNode metric, String type) {
        return metric.putObject("metricSource").put("type", type).putObject("spec");
    }
}
