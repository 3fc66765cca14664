package dev.milepost.cli.lint;

import dev.milepost.catalog.entities.LocatedEntity;
import java.nio.file.Path;

/** An entity of a file. */
record LintedEntity(Path file, LocatedEntity declared) {}
