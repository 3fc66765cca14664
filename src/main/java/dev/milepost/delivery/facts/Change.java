package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit of one service.
 *
 * @param parents null if the producer did not send them; empty for the first commit of a repository
 * @param order the order of the event that describes the commit; if several events do, the earliest one counts
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

    /** Whether the commit is a merge. Merges are part of the commit graph but never count as changes. */
    boolean isMerge() {
        return parents != null && parents.size() > 1;
    }

    Change earlier(Change other) {
        return order.compareTo(other.order) <= 0 ? this : other;
    }
}
