/** Who may call: bearer tokens at the door, the roles that they give, how often, and what every answer says to browsers. */
@NullMarked
@Room(uses = {"caller", "credentials", "tokens"})
package dev.milepost.security.access;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
