package dev.milepost.cli.authoring;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.UnreadableDocument;
import java.nio.file.Path;

/**
 * An error in a folder of templates, or a warning.
 *
 * @param line from 1
 * @param isError whether it is an error; a warning does not fail the lint
 * @param pointer into the manifest, or the path of a skeleton file; empty for the whole file
 */
record LintFinding(Path file, int line, boolean isError, String pointer, String detail) {

    /** Creates a finding with the line of the pointer's value. */
    static LintFinding in(Path file, byte[] text, DocumentFormat format, String pointer, String detail) {
        return new LintFinding(file, line(text, format, pointer), true, pointer, detail);
    }

    LintFinding asWarning() {
        return new LintFinding(file, line, false, pointer, detail);
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
        return "%s:%d: %s: %s%s"
                .formatted(file, line, isError ? "error" : "warning", pointer.isEmpty() ? "" : pointer + ": ", detail);
    }
}
