package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;

/**
 * The indicator that an SLO is currently answered by.
 *
 * @param indicatorCount the id of the indicator count; ids are never reused
 */
public record CountedIndicator(String slo, int indicatorCount, Indicator indicator) {}
