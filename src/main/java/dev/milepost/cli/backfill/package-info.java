/**
 * Reads the history of a local git repository and sends it to a running service as golden events: commits are changes,
 * release tags are production deployments. Talks to the service over HTTP like any other producer.
 */
@NullMarked
@Room(uses = "send")
package dev.milepost.cli.backfill;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
