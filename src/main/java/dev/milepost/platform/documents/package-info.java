/**
 * Reading of YAML and JSON within bounds, with the line of each value, and JSON pointers.
 */
@NullMarked
@Room(uses = "http")
package dev.milepost.platform.documents;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
