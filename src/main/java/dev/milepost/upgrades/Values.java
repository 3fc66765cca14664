package dev.milepost.upgrades;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.milepost.platform.ProblemException.Fault;
import dev.milepost.upgrades.Release.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What both ends of a way are rendered with.
 *
 * @param before under the names of the earlier release
 * @param after under those of the later one
 */
record Values(ObjectNode before, ObjectNode after) {

    private static final SchemaRegistry DRAFT_07 = SchemaRegistry.withDefaultDialect(Dialects.getDraft7());

    /**
     * @param known what the service was filled in with
     * @param given what the caller says beside it; of the later release it goes before what is known
     */
    static Values of(ParameterPath path, ObjectNode known, ObjectNode given) {
        var before = known.deepCopy();
        given.properties().forEach(value -> {
            if (path.before().containsKey(value.getKey()) && !known.has(value.getKey())) {
                before.set(value.getKey(), value.getValue());
            }
        });
        var after = path.carry(before);
        given.properties().forEach(value -> {
            if (path.after().containsKey(value.getKey())) {
                after.set(value.getKey(), value.getValue());
            }
        });
        var values = new Values(before, path.withDefaults(after));
        var faults = values.faults(path, given);
        if (!faults.isEmpty()) {
            throw new InvalidPlanRequest(faults);
        }
        return values;
    }

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private List<Fault> faults(ParameterPath path, ObjectNode given) {
        var faults = new ArrayList<Fault>();
        given.properties().forEach(value -> {
            var asked = path.after().get(value.getKey());
            if (asked != null) {
                faults.addAll(faults(value.getKey(), value.getValue(), asked));
            } else if (!path.before().containsKey(value.getKey())) {
                faults.add(fault(value.getKey(), "is a parameter of neither version"));
            }
        });
        path.missing(after)
                .forEach(name -> faults.add(fault(
                        name,
                        "is needed, has no default, and is not known: %s"
                                .formatted(Objects.requireNonNull(path.after().get(name))
                                        .schema()
                                        .path("title")
                                        .asText(name)))));
        return faults;
    }

    private static List<Fault> faults(String name, JsonNode value, Parameter asked) {
        // What a schema refers to stands in its page, which is not here.
        if (!asked.schema().findValues("$ref").isEmpty()) {
            return List.of();
        }
        return DRAFT_07.getSchema(asked.schema()).validate(value).stream()
                .map(error -> fault(name, error.getMessage()))
                .toList();
    }

    private static Fault fault(String name, String detail) {
        return new Fault("/parameters/" + name.replace("~", "~0").replace("/", "~1"), detail);
    }
}
