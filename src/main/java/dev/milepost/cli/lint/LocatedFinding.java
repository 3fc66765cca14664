package dev.milepost.cli.lint;

import dev.milepost.catalog.rules.Finding;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A finding and its location.
 *
 * @param line from 1
 * @param entityRef null if the entity has no name or the file cannot be read
 */
record LocatedFinding(Path file, int line, @Nullable String entityRef, Finding finding) {}
