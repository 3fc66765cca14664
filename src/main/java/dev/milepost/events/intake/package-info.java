/** The HTTP entrance for events: validates CloudEvents, drops known duplicates, and answers when Kafka has the rest. */
@NullMarked
@Room(uses = {"contract", "pipeline"})
package dev.milepost.events.intake;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
