package dev.milepost.slo.objectives;

/** A rule and what it is judged by. */
public record RuleEvaluation(BurnRateRule rule, BurnRate overLong, BurnRate overShort, RuleState state) {}
