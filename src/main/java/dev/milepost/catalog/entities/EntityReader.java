package dev.milepost.catalog.entities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.Document;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads entities from JSON or YAML: one entity, a list of entities, or in YAML several documents of either form.
 *
 * @see DocumentReader#readAll
 */
public final class EntityReader {

    /** Maximum number of entities per text, and of documents. */
    static final int MOST_ENTITIES = 1_000;

    private EntityReader() {}

    public static List<Entity> read(byte[] text, DocumentFormat format) {
        return entities(DocumentReader.readAll(text, format, LineNumbers::disabled, MOST_ENTITIES)).stream()
                .map(LocatedEntity::entity)
                .toList();
    }

    /** Like {@link #read}, with the line number of each value. */
    public static List<LocatedEntity> readWithLines(byte[] text, DocumentFormat format) {
        return entities(DocumentReader.readAll(text, format, LineNumbers::recording, MOST_ENTITIES));
    }

    private static List<LocatedEntity> entities(List<Document> documents) {
        if (documents.size() > MOST_ENTITIES) {
            throw TooManyEntities.entities();
        }
        var entities = new ArrayList<LocatedEntity>();
        for (var document : documents) {
            if (document.value().isArray()) {
                int index = 0;
                for (var element : document.value()) {
                    add(entities, element, document, "/" + index++);
                }
            } else {
                add(entities, document.value(), document, "");
            }
        }
        return entities;
    }

    private static void add(List<LocatedEntity> entities, JsonNode value, Document document, String at) {
        if (entities.size() == MOST_ENTITIES) {
            throw TooManyEntities.entities();
        }
        entities.add(new LocatedEntity(Entity.of(value), document.lines(), at));
    }
}
