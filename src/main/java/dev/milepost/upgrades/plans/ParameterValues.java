package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The parameter values that both ends of an upgrade path are rendered with.
 *
 * @param before under the names of the earlier release
 * @param after under the names of the later release
 */
record ParameterValues(ObjectNode before, ObjectNode after) {

    private static final int MOST_FAULTS = 100;

    /**
     * @param known the values that the service was rendered with
     *
     * @param given the values in the request; for the later release they take precedence over known values
     */
    static ParameterValues of(ParameterUpgradePath path, ObjectNode known, ObjectNode given) {
        var before = known.deepCopy();
        given.properties().forEach(value -> {
            if (path.before().containsKey(value.getKey()) && !known.has(value.getKey())) {
                before.set(value.getKey(), value.getValue());
            }
        });
        var after = path.carryOver(before);
        given.properties().forEach(value -> {
            if (path.after().containsKey(value.getKey())) {
                after.set(value.getKey(), value.getValue());
            }
        });
        var values = new ParameterValues(before, path.withDefaults(after));
        var faults = values.faults(path, given);
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_PLAN_REQUEST, faults);
        }
        return values;
    }

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private List<Fault> faults(ParameterUpgradePath path, ObjectNode given) {
        var faults = new ArrayList<Fault>();
        var schemas = new ParameterSchemas();
        given.properties().forEach(value -> {
            var asked = path.after().get(value.getKey());
            if (asked != null) {
                schemas.faults(value.getValue(), asked.schema()).stream()
                        .limit(MOST_FAULTS - Math.min(faults.size(), MOST_FAULTS))
                        .forEach(detail -> faults.add(fault(value.getKey(), detail)));
            } else if (!path.before().containsKey(value.getKey()) && faults.size() < MOST_FAULTS) {
                faults.add(fault(value.getKey(), "is not a parameter of either version"));
            }
        });
        path.missing(after)
                .forEach(name -> faults.add(fault(
                        name,
                        "is required, but has neither a default nor a recorded value: %s"
                                .formatted(Objects.requireNonNull(path.after().get(name))
                                        .schema()
                                        .path("title")
                                        .asText(name)))));
        return faults.subList(0, Math.min(faults.size(), MOST_FAULTS));
    }

    private static Fault fault(String name, String detail) {
        return new Fault(JsonPointers.of("/parameters", name), detail);
    }
}
