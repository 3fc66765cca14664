package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chain has to know of its service: the changes, and how things stood before its first new deployment. */
interface ChainHistory {

    /** The change of a commit; null where it is not known. */
    @Nullable
    Change findChange(String commit);

    /** The changes committed in {@code (after, until]}. */
    List<Change> findCommittedBetween(Instant after, Instant until);

    /** Whether an earlier deployment of the tier delivered the commit. */
    boolean isDelivered(String commit);

    /** Whether the commit was the head of an earlier deployment of an environment. */
    boolean wasHead(String environment, String commit);

    /** Whether the commit is reachable from the head of an earlier deployment of the tier. */
    boolean isReached(String commit);

    /** The last deployment of an environment; null where there is none. */
    @Nullable
    PreviousDeployment previousDeployment(String environment);

    /** Whether the tier has an earlier deployment in any environment. */
    boolean hasDeployments();

    /**
     * What the next deployment of an environment has to know of the one before.
     *
     * @param head null where it named none
     * @param latestHeadCommittedAt see {@link DeploymentLink#latestHeadCommittedAt}
     */
    record PreviousDeployment(
            @Nullable String head, @Nullable Instant latestHeadCommittedAt) {}
}
