/**
 * The command {@code ./milepost backfill}: reads a local git history and sends it to a running service as golden
 * events. Commits become changes, release tags become production deployments.
 */
@NullMarked
@Room(uses = "command")
package dev.milepost.cli.backfill;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
