/** The command {@code ./milepost validate}: validates entity files offline and reports text, JSON or SARIF. */
@NullMarked
@Room(uses = "command")
package dev.milepost.cli.lint;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
