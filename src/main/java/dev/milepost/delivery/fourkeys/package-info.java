/**
 * The four keys over HTTP: metrics of a window, series, groups, and the records behind each number. Reads the links
 * and rollups of {@link dev.milepost.delivery.facts} and writes nothing.
 */
@NullMarked
@Room(uses = "facts")
package dev.milepost.delivery.fourkeys;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
