/** Deletion of a service's facts from the numbers, after a preview of what it changes. */
@NullMarked
@Room(uses = {"facts", "fourkeys"})
package dev.milepost.delivery.deletion;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
