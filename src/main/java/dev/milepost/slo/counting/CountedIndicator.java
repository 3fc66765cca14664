package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;

/**
 * By what an SLO is answered.
 *
 * @param indicatorCount no other ever has the same
 */
public record CountedIndicator(String slo, int indicatorCount, Indicator indicator) {}
