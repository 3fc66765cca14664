package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.schemas.JsonSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON Schema of each kind of manifest. Validation takes linear time for any input. */
@SuppressWarnings("ImmutableEnumChecker") // its fields are read and copied, never changed
public enum ManifestSchema {
    GOLDEN_PATH("GoldenPath", "golden-path"),
    MODULE("Module", "module");

    private final String kind;
    private final ObjectNode document;
    private final Schema schema;

    ManifestSchema(String kind, String file) {
        this.kind = kind;
        this.document = (ObjectNode) resource(file);
        this.document.set("$defs", resource("shared"));
        this.schema = JsonSchemas.registry(LinearExpression::of)
                .getSchema(SchemaLocation.of("urn:milepost:manifest:" + file), document);
        this.schema.initializeValidators();
    }

    /** Returns the value of {@code kind} in the manifest. */
    String kind() {
        return kind;
    }

    /** Returns a copy of the served schema, JSON Schema 2020-12. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    void validate(JsonNode manifest, FaultCollector faults) {
        for (var error : JsonSchemas.validate(schema, manifest)) {
            if (faults.isFull()) {
                break;
            }
            SchemaErrorMapper.of(error, document).ifPresent(fault -> faults.add(fault.pointer(), fault.detail()));
        }
    }

    private static JsonNode resource(String name) {
        var path = "/schemas/manifests/" + name + ".json";
        try (var file = ManifestSchema.class.getResourceAsStream(path)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
