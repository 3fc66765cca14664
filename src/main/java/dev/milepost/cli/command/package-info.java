/**
 * What the commands share: the URL of a running service and the token for it, retries, the files that they read, their
 * places in SARIF, and the error that ends a command.
 */
@NullMarked
@Room
package dev.milepost.cli.command;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
