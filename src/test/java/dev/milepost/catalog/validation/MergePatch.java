package dev.milepost.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.platform.documents.DocumentFormat;
import java.nio.charset.StandardCharsets;

/** RFC 7396, section 2: what someone does who applies a fix. */
public final class MergePatch {

    private MergePatch() {}

    public static Entity apply(String fix, Entity entity) {
        var patch = EntityReader.read(fix.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                .get(0)
                .content();
        return Entity.of(merge(entity.content(), patch));
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var merged = target instanceof ObjectNode object
                ? object.objectNode().<ObjectNode>setAll(object)
                : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
