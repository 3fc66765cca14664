package dev.milepost.slo.counting;

import java.util.UUID;

/**
 * Identifies an outcome.
 *
 * @param key the hash of the grouping key, which the events of one outcome share
 */
record OutcomeKey(int indicatorCount, UUID key) {}
