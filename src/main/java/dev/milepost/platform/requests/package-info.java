/** HTTP requests: limits of connections and of request bodies, and health checks that do not wait for workers. */
@NullMarked
@Room(uses = {"documents", "http", "settings", "text"})
package dev.milepost.platform.requests;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
