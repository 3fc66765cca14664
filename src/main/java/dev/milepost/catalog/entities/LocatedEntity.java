package dev.milepost.catalog.entities;

import dev.milepost.platform.documents.LineNumbers;

/**
 * An entity and where it stands in its file.
 *
 * @param lines those of its document
 * @param pointer the pointer to it in its document
 */
public record LocatedEntity(Entity entity, LineNumbers lines, String pointer) {

    /** The line of a value of the entity, from 1. */
    public int line(String pointer) {
        return lines.lineOf(this.pointer + pointer);
    }
}
