/** Expressions of callers within bounds: regular expressions, globs and CEL. */
@NullMarked
@Room
package dev.milepost.platform.expressions;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
