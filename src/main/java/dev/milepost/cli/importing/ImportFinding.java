package dev.milepost.cli.importing;

import java.nio.file.Path;

/**
 * Something about a Template that the import does not take over as it is.
 *
 * @param line in the Template, from 1
 * @param refuses whether the Template cannot be imported
 * @param pointer into the Template; empty for all of it
 */
record ImportFinding(Path file, int line, boolean refuses, String pointer, String detail) {

    @Override
    public String toString() {
        return "%s:%d: %s: %s%s"
                .formatted(file, line, refuses ? "error" : "note", pointer.isEmpty() ? "" : pointer + ": ", detail);
    }
}
