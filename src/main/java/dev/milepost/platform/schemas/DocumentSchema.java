package dev.milepost.platform.schemas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JSON Schema of this service for documents that people write. Validation takes linear time for any input, and a fault
 * says what to write.
 */
public final class DocumentSchema {

    /** Errors within a {@code oneOf} only explain why one alternative does not match. */
    private static final String NESTED_IN_CHOICE = "/oneOf/";

    private final ObjectNode document;
    private final String unknownMember;
    private final Schema schema;

    /**
     * @param id the URN of the schema
     * @param document the schema, which must not change
     * @param unknownMember the fault of a member that the schema does not know
     */
    public DocumentSchema(String id, ObjectNode document, String unknownMember) {
        this.document = document;
        this.unknownMember = unknownMember;
        this.schema = JsonSchemas.registry(LinearExpression::of).getSchema(SchemaLocation.of(id), document);
        this.schema.initializeValidators();
    }

    /** Returns a copy of the schema. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    /**
     * Validates a value.
     *
     * @param at the pointer to the value
     * @return true if the value is valid
     */
    public boolean validate(JsonNode value, String at, FaultCollector faults) {
        var errors = JsonSchemas.validate(schema, value);
        for (var error : errors) {
            if (faults.isFull()) {
                break;
            }
            fault(error).ifPresent(fault -> faults.add(at + fault.pointer(), fault.detail()));
        }
        return errors.isEmpty();
    }

    /** Returns empty if another fault describes the problem better. */
    private Optional<Fault> fault(Error error) {
        if (error.getEvaluationPath().toString().contains(NESTED_IN_CHOICE)) {
            return Optional.empty();
        }
        var at = JsonSchemas.pointer(error);
        return Optional.of(
                switch (error.getKeyword()) {
                    case "required" -> new Fault(JsonPointers.of(at, error.getProperty()), "is missing");
                    case "additionalProperties" -> new Fault(JsonPointers.of(at, error.getProperty()), unknownMember);
                    case "enum" -> new Fault(at, "must be one of " + list(error.getSchemaNode(), ", "));
                    case "const" ->
                        new Fault(at, "must be " + error.getSchemaNode().asText());
                    case "type" -> new Fault(at, "must be of type " + type(error.getSchemaNode()));
                    case "pattern" -> new Fault(at, "must be " + description(error));
                    case "oneOf" -> new Fault(at, description(error));
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
    private String description(Error error) {
        var location = error.getSchemaLocation().toString();
        var keyword = JsonPointer.compile(location.substring(location.indexOf('#') + 1));
        return document.at(keyword.head()).path("description").asText(error.getMessage());
    }
}
