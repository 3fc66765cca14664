/** The clock, and parsing of RFC 3339 times. */
@NullMarked
@Room
package dev.milepost.platform.time;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
