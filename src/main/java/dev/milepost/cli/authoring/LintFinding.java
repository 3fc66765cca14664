package dev.milepost.cli.authoring;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.UnreadableDocument;
import java.nio.file.Path;

/**
 * Something that is wrong in a folder of templates.
 *
 * @param line from 1
 * @param pointer into the manifest, or the path of a file of the skeleton; empty for the whole
 */
record LintFinding(Path file, int line, String pointer, String detail) {

    /** With the line on which the pointer's value stands. */
    static LintFinding in(Path file, byte[] text, DocumentFormat format, String pointer, String detail) {
        return new LintFinding(file, line(text, format, pointer), pointer, detail);
    }

    private static int line(byte[] text, DocumentFormat format, String pointer) {
        try {
            return DocumentReader.readOne(text, format)
                    .filter(document -> pointer.startsWith("/"))
                    .map(document -> document.lines().lineOf(pointer))
                    .orElse(1);
        } catch (UnreadableDocument e) {
            return Math.max(1, e.line());
        }
    }

    @Override
    public String toString() {
        return "%s:%d: error: %s%s".formatted(file, line, pointer.isEmpty() ? "" : pointer + ": ", detail);
    }
}
