/** The HTTP entrance for webhooks: verifies signatures, has deliveries translated, and passes the events to intake. */
@NullMarked
@Room(uses = {"contract", "intake", "vendors"})
package dev.milepost.events.webhooks;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
