/**
 * Tells the outside, each time once, when error budgets burn too fast, when they are spent, and when that is over. Owns
 * what was told last; announces {@code slo.burn_rate}, {@code slo.error_budget} and {@code slo.data} events.
 */
@NullMarked
package dev.milepost.alerts;

import org.jspecify.annotations.NullMarked;
