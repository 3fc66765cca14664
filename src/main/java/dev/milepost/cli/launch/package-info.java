/** The way in: the command line, and what is started from it. */
@NullMarked
@Room(uses = {"authoring", "backfill", "lint"})
package dev.milepost.cli.launch;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
