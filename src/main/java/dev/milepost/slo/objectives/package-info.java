/**
 * The mathematics of SLOs: indicators, windows, error budgets and burn rates. Pure functions without clock or
 * database.
 */
@NullMarked
@Room
package dev.milepost.slo.objectives;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
