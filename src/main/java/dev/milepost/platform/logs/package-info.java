/** Log messages that are bounded in rate. */
@NullMarked
@Room
package dev.milepost.platform.logs;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
