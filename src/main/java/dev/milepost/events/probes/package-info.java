/** Events that this service sends through its own pipeline, so that it can be told how fresh what it shows is. */
@NullMarked
@Room(uses = {"golden", "log"})
package dev.milepost.events.probes;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
