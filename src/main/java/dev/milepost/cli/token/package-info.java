/** The token that commands send to a running service. */
@NullMarked
@Room
package dev.milepost.cli.token;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
