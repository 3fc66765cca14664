package dev.milepost.slo.openslo;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.Optional;
import java.util.stream.Collectors;

/** Converts errors of the JSON Schema validator to faults for the author of a document. */
final class SchemaErrorMapper {

    /** Errors within a {@code oneOf} only explain why one alternative does not match. */
    private static final String NESTED_IN_CHOICE = "/oneOf/";

    private SchemaErrorMapper() {}

    /** Returns empty if another fault describes the problem better. */
    static Optional<Fault> of(Error error, JsonNode schema) {
        if (error.getEvaluationPath().toString().contains(NESTED_IN_CHOICE)) {
            return Optional.empty();
        }
        var at = JsonSchemas.pointer(error);
        return Optional.of(
                switch (error.getKeyword()) {
                    case "required" -> new Fault(JsonPointers.of(at, error.getProperty()), "is missing");
                    case "additionalProperties" ->
                        new Fault(JsonPointers.of(at, error.getProperty()), "is not a known field");
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

    /** Returns the description of the schema that contains the keyword. */
    private static String description(Error error, JsonNode schema) {
        var location = error.getSchemaLocation().toString();
        var keyword = JsonPointer.compile(location.substring(location.indexOf('#') + 1));
        return schema.at(keyword.head()).path("description").asText(error.getMessage());
    }
}
