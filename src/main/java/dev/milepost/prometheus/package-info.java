/**
 * Objectives as Prometheus reads them: gauges of how they stand, histograms of durations, and rules to record and to alert
 * by. Owns the journal of durations; listens to what becomes of outcomes.
 */
@NullMarked
package dev.milepost.prometheus;

import org.jspecify.annotations.NullMarked;
