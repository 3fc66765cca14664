/**
 * Collections of texts that callers choose. Many texts can have the same hash code. A {@link java.util.HashMap} then
 * compares its keys, so it stays fast if they are {@link Comparable} to their own class. The collections of
 * {@link java.util.Set#copyOf} do not compare, and take quadratic time.
 */
@NullMarked
@Room
package dev.milepost.platform.collections;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
