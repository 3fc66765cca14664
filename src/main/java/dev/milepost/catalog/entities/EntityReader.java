package dev.milepost.catalog.entities;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.DocumentReader.Element;
import dev.milepost.platform.documents.LineNumbers;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads entities from JSON or YAML: one entity, a list of entities, or in YAML several documents of either form.
 *
 * @see DocumentReader#readElements
 */
public final class EntityReader {

    /** Maximum number of entities per text, and of documents. */
    private static final int MAX_ENTITIES = 1_000;

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
        return elements(text, format, LineNumbers::disabled)
                .map(element -> Entity.of(element.value()))
                .toList();
    }

    /** Like {@link #read}, with the line number of each value. */
    public static List<LocatedEntity> readWithLines(byte[] text, DocumentFormat format) {
        return elements(text, format, LineNumbers::recording)
                .map(element -> new LocatedEntity(Entity.of(element.value()), element.lines(), element.pointer()))
                .toList();
    }

    private static Stream<Element> elements(byte[] text, DocumentFormat format, Supplier<LineNumbers> lines) {
        return DocumentReader.readElements(text, format, lines, MAX_ENTITIES, "entities can be validated").stream();
    }
}
