/** Regular expressions, globs and CEL within limits of time and memory. */
@NullMarked
@Room
package dev.milepost.platform.expressions;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
