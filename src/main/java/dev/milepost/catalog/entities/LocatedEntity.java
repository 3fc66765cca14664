package dev.milepost.catalog.entities;

import dev.milepost.platform.documents.LineNumbers;

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
