package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data that a chain reads about its service: its changes, and the state before the first recomputed deployment. */
interface ChainHistory {

    /** The change of a commit; null if no change is stored for it. */
    @Nullable
    Change findChange(String commit);

    /** The changes committed in {@code (after, until]}. */
    List<Change> findCommittedBetween(Instant after, Instant until);

    /** Whether an earlier deployment of the tier delivered the commit. */
    boolean isDelivered(String commit);

    /** Whether an earlier deployment to the environment had the commit as its head. */
    boolean wasHead(String environment, String commit);

    /** Whether the commit is reachable from the head of an earlier deployment of the tier. */
    boolean isReached(String commit);

    /** The last deployment of an environment; null if there is none. */
    @Nullable
    PreviousDeployment previousDeployment(String environment);

    /** Whether the tier has an earlier deployment in any environment. */
    boolean hasDeployments();

    /**
     * The fields of a deployment that the next deployment of the same environment needs.
     *
     * @param blameCandidates what a rollback or hotfix after it may blame
     * @param latestHeadCommittedAt see {@link DeploymentLink#latestHeadCommittedAt}
     */
    record PreviousDeployment(
            BlameCandidates blameCandidates, @Nullable Instant latestHeadCommittedAt) {

        static final PreviousDeployment NONE = new PreviousDeployment(BlameCandidates.NONE, null);

        /** Null if there is no previous deployment or its head is unknown. */
        @Nullable
        String head() {
            var last = blameCandidates.last();
            return last == null ? null : last.head();
        }
    }
}
