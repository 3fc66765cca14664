/** The command {@code ./milepost upgrade}: upgrades the service in a git checkout, as one commit on a branch. */
@NullMarked
@Room(uses = "command")
package dev.milepost.cli.upgrade;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
