/**
 * The event log in PostgreSQL: writing each event once, its history, partitions and retention, and the outbox. Announces each new event to {@link Projection}s.
 */
@NullMarked
@Room(uses = "golden")
package dev.milepost.events.log;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
