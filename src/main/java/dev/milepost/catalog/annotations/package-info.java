/**
 * The annotation schema: its documents and their versions over HTTP, its open lists, and the checks that hold one entity
 * against it.
 */
@NullMarked
@Room(uses = {"entities", "rules"})
package dev.milepost.catalog.annotations;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
