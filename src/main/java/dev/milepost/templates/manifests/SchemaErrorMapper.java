package dev.milepost.templates.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.Optional;
import java.util.stream.Collectors;

/** Maps schema validation errors to faults with messages for the author. */
final class SchemaErrorMapper {

    private SchemaErrorMapper() {}

    /** Returns empty for an error that only repeats another, more precise one. */
    static Optional<Fault> of(Error error, JsonNode schema) {
        if (error.getEvaluationPath().toString().contains("/oneOf/")) {
            return Optional.empty();
        }
        var at = JsonSchemas.pointer(error);
        return Optional.of(
                switch (error.getKeyword()) {
                    case "required" -> new Fault(JsonPointers.of(at, error.getProperty()), "is missing");
                    case "additionalProperties" ->
                        new Fault(
                                JsonPointers.of(at, error.getProperty()),
                                "is not a known member. The names of your own members must begin with x-");
                    case "enum" -> new Fault(at, "must be one of " + list(error.getSchemaNode(), ", "));
                    case "const" ->
                        new Fault(at, "must be " + error.getSchemaNode().asText());
                    case "type" -> new Fault(at, "must be of type " + type(error.getSchemaNode()));
                    case "pattern" -> new Fault(at, "must be " + description(error, schema));
                    case "oneOf" -> new Fault(at, description(error, schema));
                    default -> new Fault(at, error.getMessage());
                });
    }

    private static String type(JsonNode type) {
        return type.isArray() ? list(type, " or ") : type.asText();
    }

    private static String list(JsonNode values, String separator) {
        return values.valueStream().map(JsonNode::asText).collect(Collectors.joining(separator));
    }

    /** Returns the description of the schema that contains the failed keyword. */
    private static String description(Error error, JsonNode schema) {
        var location = error.getSchemaLocation().toString();
        var keyword = JsonPointer.compile(location.substring(location.indexOf('#') + 1));
        return schema.at(keyword.head()).path("description").asText(error.getMessage());
    }
}
