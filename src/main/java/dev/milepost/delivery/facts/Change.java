package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit of one service.
 *
 * @param parents null where the producer did not say; empty for the first commit of a repository
 * @param order the event that describes it: of several the earliest alone
 */
record Change(
        String service,
        String commit,
        Instant committedAt,
        @Nullable List<String> parents,
        EventOrder order) {

    Change {
        parents = parents == null ? null : List.copyOf(parents);
    }

    /** A merge is part of the graph and never counted as a change. */
    boolean isMerge() {
        return parents != null && parents.size() > 1;
    }

    Change earlier(Change other) {
        return order.compareTo(other.order) <= 0 ? this : other;
    }
}
