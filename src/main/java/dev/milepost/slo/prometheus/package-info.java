/**
 * SLOs for Prometheus: gauges, histograms of durations, recording rules and alerting rules. Owns the totals of
 * durations.
 */
@NullMarked
@Room(uses = {"counting", "definitions", "objectives", "openslo", "status"})
package dev.milepost.slo.prometheus;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
