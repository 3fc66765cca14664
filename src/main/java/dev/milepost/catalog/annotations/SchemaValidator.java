package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The compiled documents of the annotation schema. Patterns take linear time for any input, see
 * {@link LinearExpression}.
 */
public final class SchemaValidator {

    private final Map<String, Schema> byDocument = new HashMap<>();

    public SchemaValidator(CatalogSchema schema) {
        var registry = JsonSchemas.registry(LinearExpression::of);
        for (var definition : schema.definitions().properties()) {
            var name = definition.getKey();
            var document = schema.definitions().objectNode();
            document.put("$ref", "#/$defs/" + name);
            document.set("$defs", schema.definitions());
            var location = SchemaLocation.of("urn:milepost:catalog-schema:" + schema.version() + ":" + name);
            var compiled = registry.getSchema(location, document);
            compiled.initializeValidators();
            byDocument.put(name, compiled);
        }
    }

    List<Error> validate(Entity entity) {
        var name = CatalogSchema.hasDocument(entity) ? entity.kind() : CatalogSchema.ENTITY;
        return JsonSchemas.validate(schema(name), entity.content());
    }

    /** Whether the schema accepts this value of an annotation. */
    public boolean accept(String annotation, JsonNode value) {
        var annotations = JsonNodeFactory.instance.objectNode();
        annotations.set(annotation, value);
        return JsonSchemas.validate(schema(CatalogSchema.ANNOTATIONS), annotations)
                .isEmpty();
    }

    private Schema schema(String name) {
        return Objects.requireNonNull(byDocument.get(name));
    }
}
