/** Operations on text in linear time, and hashes. */
@NullMarked
@Room
package dev.milepost.platform.text;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
