/**
 * Vendors: what GitHub and PagerDuty send, in the words of golden events. Which services it is about is asked of the
 * catalog; whether it may be believed is asked by webhooks.
 */
@NullMarked
@Room(uses = "golden")
package dev.milepost.events.vendors;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
