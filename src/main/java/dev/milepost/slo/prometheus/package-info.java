/**
 * Objectives as Prometheus reads them: gauges of how they stand, histograms of durations, and rules to record and to alert
 * by. Owns the journal of durations; listens to what becomes of outcomes.
 */
@NullMarked
@Room(uses = {"counting", "definitions", "objectives", "openslo", "status"})
package dev.milepost.slo.prometheus;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
