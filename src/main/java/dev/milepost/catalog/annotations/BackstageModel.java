package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the catalog of Backstage accepts: the fields of all entities, their formats, and the fields of its own kinds. An
 * entity that this refuses is not in the catalog.
 *
 * @see <a href="https://backstage.io/docs/features/software-catalog/descriptor-format">Descriptor format</a>
 */
final class BackstageModel {

    private static final String FOLDER = "/schemas/backstage/";
    private static final String ENTITY = "entity";
    private static final List<String> KINDS =
            List.of("component", "api", "resource", "system", "domain", "group", "user", "location", "template");

    private final Map<String, Schema> byKind = new HashMap<>();

    BackstageModel() {
        var registry = JsonSchemas.registry(LinearExpression::of);
        var entity = (ObjectNode) JsonSchemas.resource(FOLDER + ENTITY + ".json");
        add(ENTITY, entity, entity, registry);
        KINDS.forEach(kind -> add(kind, (ObjectNode) JsonSchemas.resource(FOLDER + kind + ".json"), entity, registry));
    }

    private void add(String kind, ObjectNode document, ObjectNode entity, SchemaRegistry registry) {
        var schema = document.deepCopy();
        if (schema.has("$ref")) {
            schema.put("$ref", "#/$defs/" + ENTITY);
            var shared = entity.deepCopy();
            shared.remove("$schema");
            schema.putObject("$defs").set(ENTITY, shared);
        }
        var compiled = registry.getSchema(SchemaLocation.of("urn:milepost:backstage:" + kind), schema);
        compiled.initializeValidators();
        byKind.put(kind, compiled);
    }

    List<Error> validate(Entity entity) {
        // Templates of older versions of the scaffolder are in the catalog, where nothing reads them.
        boolean isOldTemplate =
                entity.kind().equals("template") && entity.apiVersion().startsWith("backstage.io/");
        var kind = entity.isBackstageKind(KINDS) && !isOldTemplate ? entity.kind() : ENTITY;
        var schema = byKind.get(kind);
        return schema == null ? List.of() : JsonSchemas.validate(schema, entity.content());
    }
}
