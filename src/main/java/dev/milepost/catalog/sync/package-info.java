/**
 * The entities of Backstage's catalog as it has them now: takes them in, knows which are gone, and tells ownership what
 * they say of services. Announces each change as an event and each service in {@code milepost.services.latest}.
 */
@NullMarked
@Room(uses = {"entities", "ownership"})
package dev.milepost.catalog.sync;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
