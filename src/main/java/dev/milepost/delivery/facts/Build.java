package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventIdentity;
import dev.milepost.events.contract.EventOrder;
import java.util.Comparator;
import java.util.UUID;

/**
 * A completed build that names its artifact and its commit. Of several builds of one artifact the earliest one counts.
 *
 * @param order the order of its event
 */
record Build(Key key, String commit, EventOrder order) {

    /** @param artifact see {@link #hash} */
    record Key(String service, UUID artifact) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::service).thenComparing(Key::artifact);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** The hash by which artifacts are compared, because their names can be too long for an index. */
    static UUID hash(String artifact) {
        return EventIdentity.of("", artifact);
    }

    Build earlier(Build other) {
        return order.compareTo(other.order) <= 0 ? this : other;
    }
}
