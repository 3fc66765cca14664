/** Checkouts of services as they are sent: which of their files an upgrade plan reads, and which it passes over. */
@NullMarked
@Room
package dev.milepost.upgrades.checkouts;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
