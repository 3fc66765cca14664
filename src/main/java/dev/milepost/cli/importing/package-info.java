/** The command {@code ./milepost templates import}: turns Templates of Backstage into golden paths and modules. */
@NullMarked
@Room(uses = "command")
package dev.milepost.cli.importing;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
