/**
 * Requests of this service to Backstage: the configured installs, bounded requests with a token, and when each was read
 * last.
 */
@NullMarked
@Room(uses = "signing")
package dev.milepost.security.backstage;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
