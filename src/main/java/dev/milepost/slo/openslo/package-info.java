/** Documents of OpenSLO v1: parsing, writing, conversion to objectives, and faults with pointers. */
@NullMarked
@Room(uses = "objectives")
package dev.milepost.slo.openslo;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
