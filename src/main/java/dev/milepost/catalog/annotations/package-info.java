/**
 * The annotation schema of catalog entities: its JSON Schema documents and versions over HTTP, its configurable lists
 * of values, and the checks of one entity against it.
 */
@NullMarked
@Room(uses = {"entities", "rules"})
package dev.milepost.catalog.annotations;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
