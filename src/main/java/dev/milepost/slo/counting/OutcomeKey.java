package dev.milepost.slo.counting;

import java.util.UUID;

/**
 * Names what is counted.
 *
 * @param key of what is judged together
 */
record OutcomeKey(int indicatorCount, UUID key) {}
