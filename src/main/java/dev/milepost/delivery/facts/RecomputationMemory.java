package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The memory for the history that one recomputation reads. A recomputation that needs more fails, so that its services
 * are recomputed alone or postponed. It does not end the process.
 */
final class RecomputationMemory {

    /** A row's own objects, and its places in the collections that it is added to. */
    private static final long BYTES_OF_ROW = 300;

    private static final long BYTES_OF_TEXT = 56;

    private final long most;
    private long taken;

    RecomputationMemory(long most) {
        this.most = most;
    }

    /** A quarter of the heap. Requests and batches of events have the rest. */
    static RecomputationMemory ofHeap() {
        return new RecomputationMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    /** What is left of it beside the changes that are kept until all services are recomputed. */
    RecomputationMemory beside(ContributionChanges changes) {
        return new RecomputationMemory(most - changes.bytes());
    }

    /**
     * A row that takes memory.
     *
     * @param texts the size of its texts; see {@link #bytes}
     */
    <T> Sql.Row<T> taking(Sql.Row<T> row, ToLongFunction<T> texts) {
        return result -> {
            var one = row.of(result);
            take(BYTES_OF_ROW + texts.applyAsLong(one));
            return one;
        };
    }

    private void take(long bytes) {
        taken += bytes;
        if (taken > most) {
            throw new IllegalStateException(
                    "The history of the services needs more than %,d bytes of memory. Give the service a larger heap."
                            .formatted(most));
        }
    }

    /** The size of texts in memory, approximately. */
    static long bytes(@Nullable String... texts) {
        long bytes = 0;
        for (var text : texts) {
            bytes += text == null ? 0 : BYTES_OF_TEXT + text.length();
        }
        return bytes;
    }
}
