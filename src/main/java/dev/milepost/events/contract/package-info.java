/**
 * Golden events: the types with their JSON Schemas, parsing and validation of CloudEvents, the mapping of CDEvents,
 * and secrets among parameters.
 */
@NullMarked
@Room
package dev.milepost.events.contract;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
