/**
 * Outcomes of golden events by indicator, their sums by minute, and the backfill of new indicators from the event log.
 */
@NullMarked
@Room(uses = {"corrections", "definitions", "objectives"})
package dev.milepost.slo.counting;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
