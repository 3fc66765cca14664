/**
 * The event log in PostgreSQL: idempotent writes, history, partitions with retention, the outbox, and the {@link
 * Projection}s that run in the same transaction.
 */
@NullMarked
@Room(uses = "contract")
package dev.milepost.events.log;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
