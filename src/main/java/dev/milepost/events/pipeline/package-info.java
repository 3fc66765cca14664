/**
 * The Kafka pipeline: topics, consumers, enrichment, quarantine and replay, the sender of the outbox, and lag. No
 * other package uses Kafka.
 */
@NullMarked
@Room(uses = {"contract", "log"})
package dev.milepost.events.pipeline;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
