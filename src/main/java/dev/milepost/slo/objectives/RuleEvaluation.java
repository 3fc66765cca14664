package dev.milepost.slo.objectives;

/** A rule with its burn rates and its state. */
public record RuleEvaluation(BurnRateRule rule, BurnRate overLong, BurnRate overShort, RuleState state) {}
