/**
 * Synchronisation of Backstage's catalog: upserts, full syncs, orphans. It updates ownership, announces each change as
 * an event, and publishes services to {@code milepost.services.latest}.
 */
@NullMarked
@Room(uses = {"entities", "ownership"})
package dev.milepost.catalog.sync;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
