package dev.milepost.objectives;

/** A rule and what it is judged by. */
public record RuleStanding(BurnRule rule, BurnRate overLong, BurnRate overShort, RuleState state) {}
