package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit of one service.
 *
 * @param parents null if the producer did not send them; empty for the first commit of a repository
 * @param merge whether its producer says that it is a merge
 * @param order the order of the event that describes the commit; if several events do, the earliest one counts
 */
record Change(
        String service,
        String commit,
        Instant committedAt,
        @Nullable List<String> parents,
        boolean merge,
        EventOrder order) {

    private static final long BYTES_OF_PARENT = 200;

    Change {
        parents = parents == null ? null : List.copyOf(parents);
    }

    /** Whether the commit is a merge. Merges are part of the commit graph but never count as changes. */
    boolean isMerge() {
        return merge || parents != null && parents.size() > 1;
    }

    /** The size of its texts in memory, approximately. Each parent is reached or awaited too. */
    long bytes() {
        long bytes = RecomputationMemory.bytes(service, commit, order.eventKey());
        for (var parent : parents == null ? List.<String>of() : parents) {
            bytes += BYTES_OF_PARENT + parent.length();
        }
        return bytes;
    }

    Change earlier(Change other) {
        return order.compareTo(other.order) <= 0 ? this : other;
    }
}
