package dev.milepost.slo.objectives;

/** What a burn rule says now. */
public enum RuleState {
    /** No valid event in its long window. */
    NO_DATA,
    /** The factor is not exceeded over both windows. */
    QUIET,
    /** It is exceeded, by fewer events than the rule asks for. */
    HELD_BACK,
    /** It is exceeded, and not yet for as long as the rule asks for. */
    PENDING,
    FIRING
}
