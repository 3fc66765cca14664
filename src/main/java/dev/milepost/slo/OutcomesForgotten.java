package dev.milepost.slo;

/** All that was counted for an objective is forgotten, before it is counted anew. Announced like {@link OutcomesChanged}. */
public record OutcomesForgotten(String slo) {}
