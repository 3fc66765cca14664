/**
 * What the commands share: the token for a running service, retries, the files that they read, their places in SARIF,
 * and the error that ends a command.
 */
@NullMarked
@Room
package dev.milepost.cli.command;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
