package dev.milepost.catalog.entities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.Document;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
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

    /**
     * An entity and its location in a file.
     *
     * @param lines the line numbers of its document
     * @param pointer JSON pointer to the entity in its document
     */
    public record LocatedEntity(Entity entity, LineNumbers lines, String pointer) {

        /** The line of a value of the entity, starting at 1. */
        public int line(String pointer) {
            return lines.lineOf(this.pointer + pointer);
        }
    }

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
            throw tooManyEntities();
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

    private static ProblemException tooManyEntities() {
        return ProblemException.of(
                ProblemType.TOO_LARGE,
                "At most " + MOST_ENTITIES + " entities can be validated in one call. Split them into several calls.");
    }

    private static void add(List<LocatedEntity> entities, JsonNode value, Document document, String at) {
        if (entities.size() == MOST_ENTITIES) {
            throw tooManyEntities();
        }
        entities.add(new LocatedEntity(Entity.of(value), document.lines(), at));
    }
}
