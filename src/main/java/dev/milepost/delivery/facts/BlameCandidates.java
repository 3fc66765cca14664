package dev.milepost.delivery.facts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last deployments of an environment, as far as a rollback or hotfix may blame them.
 *
 * @param last the last deployment; null if there is none
 * @param other the latest one with another head than the last; null if there is none within the attribution window
 */
record BlameCandidates(@Nullable Candidate last, @Nullable Candidate other) {

    static final BlameCandidates NONE = new BlameCandidates(null, null);

    /**
     * A deployment that may be blamed.
     *
     * @param head null if it is unknown; then it is taken for different from all others
     * @param position its position in the chain; negative if it finished before the chain starts
     */
    record Candidate(String id, @Nullable String head, Instant finishedAt, int position) {

        static final int EARLIER = -1;
    }

    /** The deployment that a rollback or hotfix blames; null if there is none. */
    @Nullable
    Candidate findBlamed(String kind, @Nullable String head, Instant finishedAt, Duration window) {
        var takenAway =
                kind.equals(Remedy.ROLLBACK) && last != null && head != null && head.equals(last.head) ? other : last;
        return takenAway == null || takenAway.finishedAt.isBefore(finishedAt.minus(window)) ? null : takenAway;
    }

    BlameCandidates then(Candidate next) {
        var repeated = last != null && next.head != null && next.head.equals(last.head);
        return new BlameCandidates(next, repeated ? other : last);
    }
}
