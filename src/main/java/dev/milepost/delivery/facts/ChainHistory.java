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
     * @param head null if the deployment named no head
     * @param latestHeadCommittedAt see {@link DeploymentLink#latestHeadCommittedAt}
     */
    record PreviousDeployment(
            @Nullable String head, @Nullable Instant latestHeadCommittedAt) {}
}
