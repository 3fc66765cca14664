/**
 * Alert events when an error budget burns too fast or is spent, and when that ends. Stores the last announced state;
 * announces {@code slo.burn_rate}, {@code slo.error_budget} and {@code slo.data} events.
 */
@NullMarked
@Room(uses = {"definitions", "objectives", "status"})
package dev.milepost.slo.alerts;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
