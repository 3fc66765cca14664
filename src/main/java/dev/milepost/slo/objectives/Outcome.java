package dev.milepost.slo.objectives;

import java.time.Instant;

/**
 * What becomes of one event, or of several that belong together.
 *
 * @param at when it counts; the epoch while it is open
 * @param reason why it is excluded; empty where it is not
 */
public record Outcome(Kind kind, Instant at, String reason) {

    /** Nothing has been decided yet, such as while a run goes on: it counts nowhere. */
    public static final Outcome OPEN = new Outcome(Kind.OPEN, Instant.EPOCH, "");

    public enum Kind {
        OPEN,
        GOOD,
        BAD,
        EXCLUDED
    }

    static Outcome valid(boolean good, Instant at) {
        return new Outcome(good ? Kind.GOOD : Kind.BAD, at, "");
    }

    static Outcome excluded(String reason, Instant at) {
        return new Outcome(Kind.EXCLUDED, at, reason);
    }
}
