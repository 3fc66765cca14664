/** Files of entities judged on the command line, offline, by the same rules as over HTTP. */
@NullMarked
@Room
package dev.milepost.cli.lint;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
