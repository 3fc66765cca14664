package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A golden type and the JSON Schema of its data. */
final class EventType {

    private static final int MAX_FAULTS = 100;

    private final String name;
    private final JsonNode document;
    private final Schema schema;
    private final boolean namesService;
    private final List<String> required;
    private final Set<String> fields;

    EventType(String name, JsonNode document, Schema schema) {
        this.name = name;
        this.document = document;
        this.schema = schema;
        this.required =
                document.path("required").valueStream().map(JsonNode::asText).toList();
        this.namesService = required.contains("service_id");
        this.fields = document.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    String name() {
        return name;
    }

    /** The JSON document of the schema. */
    JsonNode document() {
        return document;
    }

    List<String> required() {
        return required;
    }

    boolean hasField(String field) {
        return fields.contains(field);
    }

    Set<String> fields() {
        return fields;
    }

    /**
     * Validates the data of an event of this type. The pointers of the faults refer to the event.
     *
     * @param subject used as the service if the data has no {@code service_id}; null if there is none
     */
    List<Fault> validate(JsonNode data, @Nullable String subject) {
        var normal = normalise(data, subject);
        var faults = new ArrayList<Fault>(0);
        JsonSchemas.validate(schema, normal).stream()
                .limit(MAX_FAULTS)
                .map(EventType::fault)
                .forEach(faults::add);
        for (var field : required) {
            var value = normal.path(field);
            if (value.isTextual()
                    && !value.textValue().isEmpty()
                    && value.textValue().isBlank()) {
                faults.add(new Fault("/data/" + field, "is required and must not be blank"));
            }
        }
        if (isStrange(data)) {
            faults.add(new Fault(
                    "/data",
                    "must have fields of the type %s, of which it has none: %s"
                            .formatted(name, String.join(", ", fields))));
        }
        return faults;
    }

    /** Whether there are fields, and all of them are unknown. */
    private boolean isStrange(JsonNode data) {
        return data.isObject() && !data.isEmpty() && data.propertyStream().noneMatch(field -> hasField(field.getKey()));
    }

    /**
     * Removes null fields, and sets a missing {@code service_id} to the subject. Copies the data only if it changes.
     */
    private JsonNode normalise(JsonNode data, @Nullable String subject) {
        if (!(data instanceof ObjectNode object)) {
            return data;
        }
        var normalised = object;
        if (object.valueStream().anyMatch(JsonNode::isNull)) {
            normalised = object.objectNode();
            for (var field : object.properties()) {
                if (!field.getValue().isNull()) {
                    normalised.set(field.getKey(), field.getValue());
                }
            }
        }
        if (namesService && subject != null && !normalised.has("service_id")) {
            normalised = normalised == object ? object.objectNode().setAll(object) : normalised;
            normalised.put("service_id", subject);
        }
        return normalised;
    }

    private static Fault fault(Error error) {
        var at = "/data" + JsonSchemas.pointer(error);
        return switch (error.getKeyword()) {
            case "required" -> new Fault(at + "/" + error.getProperty(), "is required");
            case "enum" -> new Fault(at, "must be one of " + choices(error.getSchemaNode()));
            case "format" -> new Fault(at, "must be an RFC 3339 time with an offset");
            case "pattern" -> new Fault(at, "must not contain the character U+0000");
            case "type" -> new Fault(at, "must be " + types(error.getSchemaNode()));
            default -> new Fault(at, error.getMessage());
        };
    }

    private static String choices(JsonNode values) {
        return values.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static String types(JsonNode type) {
        return type.isArray()
                ? type.valueStream().map(JsonNode::asText).collect(Collectors.joining(" or "))
                : type.asText();
    }
}
