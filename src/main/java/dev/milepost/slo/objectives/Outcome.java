package dev.milepost.slo.objectives;

import java.time.Instant;

/**
 * The outcome of one event, or of several events that belong together.
 *
 * @param at the time at which it is counted; the epoch while it is open
 * @param reason why it is excluded; empty if it is not
 */
public record Outcome(Kind kind, Instant at, String reason) {

    /** The outcome is not decided yet, for example while a run is in progress. It is not counted. */
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
