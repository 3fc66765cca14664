/**
 * Golden events: what they are, how they are read and checked, their log and its history. Announces each new event to
 * the {@link dev.milepost.events.log.Projection}s of other features.
 */
@NullMarked
@Room
package dev.milepost.events.golden;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
