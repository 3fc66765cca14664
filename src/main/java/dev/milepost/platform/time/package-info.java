/**
 * Time: the clock, and RFC 3339.
 */
@NullMarked
@Room
package dev.milepost.platform.time;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
