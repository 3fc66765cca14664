/** The services and environments that there are, from the facts of {@link dev.milepost.delivery.facts} and the catalog. */
@NullMarked
@Room(uses = "facts")
package dev.milepost.delivery.inventory;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
