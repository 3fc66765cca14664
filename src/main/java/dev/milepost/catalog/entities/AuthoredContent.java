package dev.milepost.catalog.entities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The part of an entity that its owner wrote, without the fields that the catalog adds. */
public final class AuthoredContent {

    private static final List<String> CATALOG_FIELDS = List.of("relations", "status");
    private static final List<String> CATALOG_METADATA_FIELDS = List.of("uid", "etag", "generation");

    private AuthoredContent() {}

    /** Returns the entity itself if the catalog has added nothing, else a copy. */
    public static JsonNode of(JsonNode written) {
        if (!(written instanceof ObjectNode entity)) {
            return written;
        }
        var metadata = entity.path("metadata");
        boolean metadataIsWhole = !hasAny(metadata, CATALOG_METADATA_FIELDS);
        if (metadataIsWhole && !hasAny(entity, CATALOG_FIELDS)) {
            return entity;
        }
        ObjectNode declared = entity.objectNode().setAll(entity);
        declared.remove(CATALOG_FIELDS);
        if (!metadataIsWhole && metadata instanceof ObjectNode object) {
            ObjectNode declaredMetadata = entity.objectNode().setAll(object);
            declared.set("metadata", declaredMetadata.remove(CATALOG_METADATA_FIELDS));
        }
        return declared;
    }

    private static boolean hasAny(JsonNode node, List<String> fields) {
        return fields.stream().anyMatch(node::has);
    }
}
