/** Log messages with a bounded rate. */
@NullMarked
@Room
package dev.milepost.platform.logs;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
