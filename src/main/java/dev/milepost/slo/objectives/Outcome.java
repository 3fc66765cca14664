package dev.milepost.slo.objectives;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one event, or of several events that belong together.
 *
 * @param at the time at which it is counted; the epoch while it is open
 * @param reason why it is excluded; empty if it is not
 * @param decideBy when an excluded outcome becomes a bad one, unless a further report decides it; null if it does not
 */
public record Outcome(
        Kind kind, Instant at, String reason, @Nullable Instant decideBy) {

    /** The reason for an outcome that a further report decides, and for one that none decided in time. */
    public static final String UNDECIDED = "undecided";

    /** The outcome is not decided yet, for example while a run is in progress. It is not counted. */
    public static final Outcome OPEN = new Outcome(Kind.OPEN, Instant.EPOCH, "");

    public enum Kind {
        OPEN,
        GOOD,
        BAD,
        EXCLUDED
    }

    public Outcome(Kind kind, Instant at, String reason) {
        this(kind, at, reason, null);
    }

    static Outcome valid(boolean good, Instant at) {
        return new Outcome(good ? Kind.GOOD : Kind.BAD, at, "");
    }

    static Outcome excluded(String reason, Instant at) {
        return new Outcome(Kind.EXCLUDED, at, reason);
    }

    static Outcome undecided(Instant at, Instant decideBy) {
        return new Outcome(Kind.EXCLUDED, at, UNDECIDED, decideBy);
    }

    /** Returns the outcome at a time: bad if it has not been decided in time. */
    public Outcome at(Instant now) {
        return decideBy == null || decideBy.isAfter(now) ? this : new Outcome(Kind.BAD, at, UNDECIDED);
    }
}
