/** The command line of the program, and the start of the service with its embedded parts. */
@NullMarked
@Room(uses = {"authoring", "backfill", "command", "lint", "policy", "slos", "upgrade"})
package dev.milepost.cli.launch;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
