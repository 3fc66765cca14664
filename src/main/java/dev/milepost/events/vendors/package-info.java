/**
 * Translation of GitHub and PagerDuty webhook deliveries to golden events. The catalog implements {@link
 * ServiceLocations}.
 */
@NullMarked
@Room(uses = {"contract", "log"})
package dev.milepost.events.vendors;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
