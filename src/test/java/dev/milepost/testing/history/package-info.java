/** Random histories of delivery, the same for the same seed, full of what real producers get wrong. */
@NullMarked
package dev.milepost.testing.history;

import org.jspecify.annotations.NullMarked;
