/**
 * Objectives, and the mathematics of indicators, error budgets and burn rates. Nothing here reads a clock or a database.
 */
@NullMarked
package dev.milepost.objectives;

import org.jspecify.annotations.NullMarked;
