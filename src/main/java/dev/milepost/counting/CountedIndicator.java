package dev.milepost.counting;

import dev.milepost.objectives.Indicator;

/**
 * By what an SLO is answered.
 *
 * @param reckoning no other ever has the same
 */
public record CountedIndicator(String slo, int reckoning, Indicator indicator) {}
