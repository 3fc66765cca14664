/** Minimum and maximum of configured values, and limits that are a share of the heap. */
@NullMarked
@Room
package dev.milepost.platform.settings;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
