/**
 * The way of an event from the raw topic over enrichment into the log: topics, consumers, quarantine and replay, the
 * outbox's sender, retention, and how far all of it is. Kafka is known here only.
 */
@NullMarked
@Room(uses = {"golden", "log"})
package dev.milepost.events.pipeline;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
