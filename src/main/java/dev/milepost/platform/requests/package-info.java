/** How requests arrive: the limits of connections and of bodies, and health, which answers whatever else is under way. */
@NullMarked
@Room(uses = {"http", "settings"})
package dev.milepost.platform.requests;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
