/** The registry of golden path and module versions: storage, queries and lists. */
@NullMarked
@Room(uses = {"manifests", "resolution", "trees"})
package dev.milepost.templates.registry;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
