/** What events make of objectives: outcomes, and their sums by minute. Listens to all golden events. */
@NullMarked
@Room(uses = {"corrections", "definitions", "objectives"})
package dev.milepost.slo.counting;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
