/**
 * Objectives, and the mathematics of indicators, error budgets and burn rates. Nothing here reads a clock or a database.
 */
@NullMarked
@Room
package dev.milepost.slo.objectives;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
