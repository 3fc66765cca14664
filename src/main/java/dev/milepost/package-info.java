/** The way in: the command line, and what is started from it. */
@NullMarked
package dev.milepost;

import org.jspecify.annotations.NullMarked;
