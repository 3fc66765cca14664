/**
 * Documents of OpenSLO v1, read and written, and the objectives that can be made of them; what cannot is told where it
 * stands.
 */
@NullMarked
@Room(uses = "objectives")
package dev.milepost.slo.openslo;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
