package dev.milepost.entities;

/**
 * An entity and where it stands in its file.
 *
 * @param lines those of its document
 * @param at the pointer to it in its document
 */
public record DeclaredEntity(Entity entity, Lines lines, String at) {

    /** The line of a value of the entity, from 1. */
    public int line(String pointer) {
        return lines.find(at + pointer);
    }
}
