package dev.milepost.cli.backfill;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The combined responses of the service to the events that were sent.
 *
 * @param duplicates the number of events that the service already had
 * @param rejected the first rejections
 * @param rejections the number of all rejections
 */
record BackfillReceipt(long accepted, long duplicates, List<Rejection> rejected, long rejections) {

    static final BackfillReceipt NONE = new BackfillReceipt(0, 0, List.of(), 0);

    private static final int SHOWN = 5;

    BackfillReceipt {
        rejected = rejected.stream().limit(SHOWN).toList();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rejection(
            @Nullable String id,
            @Nullable String detail,
            @Nullable String pointer) {

        @Override
        public String toString() {
            return (id == null ? "event" : id) + ": " + detail
                    + (pointer == null || pointer.isEmpty() ? "" : " (at " + pointer + ")");
        }
    }

    BackfillReceipt plus(BackfillReceipt other) {
        return new BackfillReceipt(
                accepted + other.accepted,
                duplicates + other.duplicates,
                Stream.concat(rejected.stream(), other.rejected.stream()).toList(),
                rejections + other.rejections);
    }

    long events() {
        return accepted + duplicates + rejections;
    }
}
