package dev.milepost.lint;

import dev.milepost.rules.Finding;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A finding and where it is.
 *
 * @param line from 1
 * @param entityRef null where the entity has no name, or the file cannot be read
 */
record Located(Path file, int line, @Nullable String entityRef, Finding finding) {}
