package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;

/** The JSON Schemas of definitions. */
@SuppressWarnings("ImmutableEnumChecker") // its field is never modified
enum OpenSloSchema {
    /** A whole OpenSLO v1 document. */
    DOCUMENT("v1", ""),
    /** The spec of a {@code milepost} metric source for all events. */
    TOTAL("milepost", "total"),
    /** The spec of a {@code milepost} metric source for the good or the bad events. */
    PART("milepost", "part"),
    /** The spec of a {@code milepost} metric source for a duration. */
    DURATION("milepost", "duration"),
    /** The spec of a {@code milepost} metric source for the parts of a composite SLO. */
    COMPOSITE("milepost", "composite");

    private final DocumentSchema schema;

    OpenSloSchema(String file, String definition) {
        var document = (ObjectNode) JsonSchemas.resource("/schemas/openslo/" + file + ".json");
        if (!definition.isEmpty()) {
            document.put("$ref", "#/$defs/" + definition);
        }
        this.schema = new DocumentSchema("urn:milepost:openslo:" + file + definition, document, "is not a known field");
    }

    /**
     * Validates a value.
     *
     * @param at the pointer to the value
     * @return true if the value is valid
     */
    boolean validate(JsonNode value, String at, FaultCollector faults) {
        return schema.validate(value, at, faults);
    }
}
