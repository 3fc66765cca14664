/**
 * What entities refer to: owners, other entities, templates, and telemetry keys, judged by the entities of a call and by
 * what is known beyond them.
 */
@NullMarked
@Room(uses = {"annotations", "entities", "rules"})
package dev.milepost.catalog.references;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
