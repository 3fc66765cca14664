/** A probe event each minute through the pipeline, which measures freshness. */
@NullMarked
@Room(uses = {"contract", "log"})
package dev.milepost.events.probes;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
