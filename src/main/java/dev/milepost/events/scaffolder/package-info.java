/** Reads the tasks of Backstage's scaffolder, by its API and from Kafka, and sends them as scaffold events. */
@NullMarked
@Room(uses = {"contract", "intake", "pipeline"})
package dev.milepost.events.scaffolder;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
