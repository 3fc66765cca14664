package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;

/** The JSON Schema of each kind of manifest. */
@SuppressWarnings("ImmutableEnumChecker") // its schema is read and copied, never changed
public enum ManifestSchema {
    GOLDEN_PATH("GoldenPath", "golden-path"),
    MODULE("Module", "module");

    private final String kind;
    private final DocumentSchema schema;

    ManifestSchema(String kind, String file) {
        this.kind = kind;
        var document = resource(file);
        document.set("$defs", resource("shared"));
        this.schema = new DocumentSchema(
                "urn:milepost:manifest:" + file,
                document,
                "is not a known member. The names of your own members must begin with x-");
    }

    /** Returns the value of {@code kind} in the manifest. */
    String kind() {
        return kind;
    }

    /** Returns a copy of the served schema, JSON Schema 2020-12. */
    public ObjectNode document() {
        return schema.document();
    }

    void validate(JsonNode manifest, FaultCollector faults) {
        schema.validate(manifest, "", faults);
    }

    private static ObjectNode resource(String name) {
        return (ObjectNode) JsonSchemas.resource("/schemas/manifests/" + name + ".json");
    }
}
