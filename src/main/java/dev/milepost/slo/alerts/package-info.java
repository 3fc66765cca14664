/**
 * Tells the outside, each time once, when error budgets burn too fast, when they are spent, and when that is over. Owns
 * what was told last; announces {@code slo.burn_rate}, {@code slo.error_budget} and {@code slo.data} events.
 */
@NullMarked
@Room(uses = {"definitions", "objectives", "status"})
package dev.milepost.slo.alerts;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
