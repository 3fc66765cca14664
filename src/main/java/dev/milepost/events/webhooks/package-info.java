/**
 * Webhooks: the entrance for other systems' signed deliveries. Believes what is signed with a configured secret, asks
 * vendors for the events in it, and hands them to intake.
 */
@NullMarked
@Room(uses = {"intake", "vendors"})
package dev.milepost.events.webhooks;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
