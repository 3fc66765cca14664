/** The root of Milepost: only the annotations {@link Wing} and {@link Room}, which declare its structure. */
@NullMarked
package dev.milepost;

import org.jspecify.annotations.NullMarked;
