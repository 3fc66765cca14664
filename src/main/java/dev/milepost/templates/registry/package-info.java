/** The registry: which versions of golden paths and modules there are and how they stand, kept, asked for and listed. */
@NullMarked
@Room(uses = {"manifests", "resolution", "trees"})
package dev.milepost.templates.registry;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
