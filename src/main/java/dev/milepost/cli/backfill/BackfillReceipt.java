package dev.milepost.cli.backfill;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the service said to the events that it was sent.
 *
 * @param duplicates how many it was known to have already
 * @param rejected the first ones
 * @param rejections how many there are in all
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
            return id + ": " + detail + (pointer == null || pointer.isEmpty() ? "" : " (at " + pointer + ")");
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
