package dev.milepost.delivery.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollback or hotfix and the earlier deployment of the same environment that it blames (docs/metrics.md, Change
 * failure rate).
 *
 * @param kind {@link #ROLLBACK} or {@link #HOTFIX}
 * @param blamed the id of that deployment
 */
record Remedy(String kind, String blamed) {

    static final String ROLLBACK = "rollback";
    static final String HOTFIX = "hotfix";

    /**
     * The rollbacks and hotfixes that blame one deployment.
     *
     * @param kind {@code rollback} if any of them is one
     * @param by the id of the earliest one of this kind
     * @param at when the earliest one of any kind finished
     */
    record AppliedRemedies(String kind, String by, Instant at) {

        /**
         * Adds a rollback or hotfix.
         *
         * @param earlier those that finished before; null if there is none
         */
        static AppliedRemedies after(@Nullable AppliedRemedies earlier, String kind, String id, Instant finishedAt) {
            if (earlier == null) {
                return new AppliedRemedies(kind, id, finishedAt);
            }
            return earlier.kind.equals(HOTFIX) && kind.equals(ROLLBACK)
                    ? new AppliedRemedies(kind, id, earlier.at)
                    : earlier;
        }
    }
}
