package dev.milepost.counting;

import java.util.UUID;

/**
 * Names what is counted.
 *
 * @param key of what is judged together
 */
record OutcomeKey(int reckoning, UUID key) {}
