package dev.milepost.slo.objectives;

/** The state of a burn rate rule. */
public enum RuleState {
    /** The long window has no valid event. */
    NO_DATA,
    /** The burn rates do not exceed the factor in both windows. */
    QUIET,
    /** The factor is exceeded, but by fewer events than the rule requires. */
    HELD_BACK,
    /** The factor is exceeded, but not yet for as long as the rule requires. */
    PENDING,
    FIRING
}
