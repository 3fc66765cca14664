/** Operations on text in linear time, hashes, and suggestions for misspelt words. */
@NullMarked
@Room
package dev.milepost.platform.text;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
