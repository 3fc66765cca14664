package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.schemas.JsonSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON Schemas of definitions. They validate any input in linear time. */
@SuppressWarnings("ImmutableEnumChecker") // its fields are never modified
enum OpenSloSchema {
    /** A whole OpenSLO v1 document. */
    DOCUMENT("v1", ""),
    /** The spec of a {@code milepost} metric source for all events. */
    TOTAL("milepost", "total"),
    /** The spec of a {@code milepost} metric source for the good or the bad events. */
    PART("milepost", "part"),
    /** The spec of a {@code milepost} metric source for a duration. */
    DURATION("milepost", "duration");

    private final ObjectNode document;
    private final Schema schema;

    OpenSloSchema(String file, String definition) {
        this.document = resource(file);
        if (!definition.isEmpty()) {
            document.put("$ref", "#/$defs/" + definition);
        }
        this.schema = JsonSchemas.registry(LinearExpression::of)
                .getSchema(SchemaLocation.of("urn:milepost:openslo:" + file + definition), document);
        this.schema.initializeValidators();
    }

    /**
     * Validates a value.
     *
     * @param at the pointer to the value
     * @return true if the value is valid
     */
    boolean validate(JsonNode value, String at, FaultCollector faults) {
        var errors = JsonSchemas.validate(schema, value);
        for (var error : errors) {
            if (faults.isFull()) {
                break;
            }
            SchemaErrorMapper.of(error, document).ifPresent(fault -> faults.add(at + fault.pointer(), fault.detail()));
        }
        return errors.isEmpty();
    }

    private static ObjectNode resource(String name) {
        var path = "/schemas/openslo/" + name + ".json";
        try (var file = OpenSloSchema.class.getResourceAsStream(path)) {
            return (ObjectNode) new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
