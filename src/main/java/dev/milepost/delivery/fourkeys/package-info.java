/**
 * The four keys: questions about a window and answers by the rules of {@code four-keys/1}. Reads the links and rollups
 * of {@link dev.milepost.delivery}, whose tables are their contract, and writes nothing.
 */
@NullMarked
@Room(uses = "facts")
package dev.milepost.delivery.fourkeys;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
