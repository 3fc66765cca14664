package dev.milepost.lint;

import dev.milepost.entities.DeclaredEntity;
import java.nio.file.Path;

/** An entity of a file. */
record LintedEntity(Path file, DeclaredEntity declared) {}
