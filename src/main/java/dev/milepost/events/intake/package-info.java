/** Intake: events in over HTTP, checked at the door and accepted once the broker has them. */
@NullMarked
@Room(uses = {"golden", "pipeline"})
package dev.milepost.events.intake;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
