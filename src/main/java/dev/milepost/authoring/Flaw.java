package dev.milepost.authoring;

import dev.milepost.entities.Format;
import dev.milepost.entities.PlainDocument;
import dev.milepost.entities.UnreadableEntities;
import java.nio.file.Path;

/**
 * Something that is wrong in a folder of templates.
 *
 * @param line from 1
 * @param pointer into the manifest, or the path of a file of the skeleton; empty for the whole
 */
record Flaw(Path file, int line, String pointer, String detail) {

    /** With the line on which the pointer's value stands. */
    static Flaw in(Path file, byte[] text, Format format, String pointer, String detail) {
        return new Flaw(file, line(text, format, pointer), pointer, detail);
    }

    private static int line(byte[] text, Format format, String pointer) {
        try {
            return PlainDocument.read(text, format)
                    .filter(document -> pointer.startsWith("/"))
                    .map(document -> document.lines().find(pointer))
                    .orElse(1);
        } catch (UnreadableEntities e) {
            return Math.max(1, e.line());
        }
    }

    @Override
    public String toString() {
        return "%s:%d: error: %s%s".formatted(file, line, pointer.isEmpty() ? "" : pointer + ": ", detail);
    }
}
