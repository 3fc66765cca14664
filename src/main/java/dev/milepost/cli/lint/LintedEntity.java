package dev.milepost.cli.lint;

import dev.milepost.catalog.entities.LocatedEntity;
import java.nio.file.Path;

/** An entity and the file that declares it. */
record LintedEntity(Path file, LocatedEntity declared) {}
