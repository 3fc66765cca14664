package dev.milepost.policy.engines;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a policy ended. */
public enum Status {
    PASS,
    /** Was not evaluated, because its mode is off. */
    SKIPPED,
    /** Failed, and a waiver covers it. */
    WAIVED,
    /** Only warnings of the policy itself. */
    WARN,
    STALE_EVIDENCE,
    MISSING_EVIDENCE,
    FAIL,
    /** The engine could not answer. */
    ERROR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the policy was evaluated and is not kept. */
    public boolean isViolated() {
        return this == FAIL || this == MISSING_EVIDENCE || this == STALE_EVIDENCE;
    }
}
