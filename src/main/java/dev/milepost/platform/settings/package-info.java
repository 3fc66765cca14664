/** Minimum and maximum of configured values. */
@NullMarked
@Room
package dev.milepost.platform.settings;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
