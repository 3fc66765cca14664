/** Checks of what entities refer to: owners, other entities, templates and telemetry keys. */
@NullMarked
@Room(uses = {"annotations", "entities", "rules"})
package dev.milepost.catalog.references;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
