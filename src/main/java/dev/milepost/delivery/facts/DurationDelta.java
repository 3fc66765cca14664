package dev.milepost.delivery.facts;

import java.math.BigDecimal;
import java.util.Arrays;

/** Durations to add to, or remove from, a sum and a sketch. */
final class DurationDelta {

    private static final int MICROS = 1_000_000;

    private int count;
    /** Seconds and microseconds are separate, because the microseconds of a bulk load may overflow one {@code long}. */
    private long seconds;

    private long micros;

    /** The bucket of each added duration, and the bitwise complement of the bucket of each removed one. */
    private int[] occurrences = new int[0];

    private int size;

    void add(long duration, int sign) {
        count += sign;
        seconds += sign * (duration / MICROS);
        micros += sign * (duration % MICROS);
        if (size == occurrences.length) {
            occurrences = Arrays.copyOf(occurrences, Math.max(4, size * 2));
        }
        int bucket = DurationSketch.bucket(duration);
        occurrences[size++] = sign > 0 ? bucket : ~bucket;
    }

    int count() {
        return count;
    }

    BigDecimal sum() {
        return BigDecimal.valueOf(seconds).multiply(BigDecimal.valueOf(MICROS)).add(BigDecimal.valueOf(micros));
    }

    DurationSketch sketch() {
        var all = Arrays.stream(occurrences, 0, size);
        var in = DurationSketch.ofBuckets(all.filter(o -> o >= 0).toArray());
        var out = Arrays.stream(occurrences, 0, size).filter(o -> o < 0).map(o -> ~o);
        return in.minus(DurationSketch.ofBuckets(out.toArray()));
    }

    boolean isZero() {
        return count == 0 && seconds == 0 && micros == 0 && sketch().equals(DurationSketch.EMPTY);
    }
}
