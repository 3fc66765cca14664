package dev.milepost.delivery.facts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/**
 * A histogram of durations with a bounded relative error. Two sketches can be added or subtracted, so the sketch of a
 * year is the sum of those of its months. Bucket sizes grow geometrically; zero has its own bucket. A quantile has a
 * relative error of at most 0.5 percent.
 *
 * <p>The buckets are those of DDSketch (Masson, Rim, Lee: "DDSketch", VLDB 2019, section 2.1), without collapsing: all
 * durations that fit a {@code long} of microseconds make fewer than 4,400 of them.
 */
public final class DurationSketch {

    /** The maximum relative error of a quantile. */
    public static final double RELATIVE_ERROR = 0.005;

    public static final DurationSketch EMPTY = new DurationSketch(new int[0], new long[0]);

    private static final double GROWTH = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    private static final double LOG_GROWTH = StrictMath.log(GROWTH);
    private static final int ZERO = 0;

    /** Ascending. Bucket 0 is zero; bucket b contains durations in (GROWTH^(b-2), GROWTH^(b-1)] microseconds. */
    private final int[] buckets;

    /** Never zero; negative only in a difference. */
    private final long[] counts;

    private DurationSketch(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
    }

    /** @param micros durations in microseconds, not negative, in any order */
    public static DurationSketch of(long... micros) {
        return ofBuckets(Arrays.stream(micros).mapToInt(DurationSketch::bucket).toArray());
    }

    /** @param occurrences the bucket of each duration, in any order */
    static DurationSketch ofBuckets(int... occurrences) {
        var sorted = occurrences.clone();
        Arrays.sort(sorted);
        var sum = new Sum(sorted.length);
        for (int bucket : sorted) {
            sum.add(bucket, 1);
        }
        return sum.toSample();
    }

    /**
     * Uses {@link StrictMath}, so that a duration falls into the same bucket on every machine and can be removed again.
     */
    static int bucket(long micros) {
        if (micros < 0) {
            throw new IllegalArgumentException("A duration must not be negative: %d microseconds".formatted(micros));
        }
        return micros == 0 ? ZERO : 1 + (int) Math.ceil(StrictMath.log(micros) / LOG_GROWTH);
    }

    public static DurationSketch parse(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var sum = new Sum(bytes.length / 2);
        int bucket = -1;
        while (in.hasRemaining()) {
            bucket += 1 + (int) readNumber(in);
            sum.add(bucket, readNumber(in));
        }
        return sum.toSample();
    }

    /** Encodes pairs of the gap to the previous bucket and the count, as varints of Protocol Buffers. */
    public byte[] toBytes() {
        var out = new ByteArrayOutputStream(buckets.length * 3);
        int previous = -1;
        for (int i = 0; i < buckets.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalStateException("More durations were removed than the sketch contains.");
            }
            writeNumber(out, buckets[i] - previous - 1L);
            writeNumber(out, counts[i]);
            previous = buckets[i];
        }
        return out.toByteArray();
    }

    /** The durations of both sketches. */
    public DurationSketch plus(DurationSketch other) {
        return combine(other, 1);
    }

    /** The durations of this sketch without those of the other. */
    public DurationSketch minus(DurationSketch other) {
        return combine(other, -1);
    }

    public static DurationSketch sum(Collection<DurationSketch> samples) {
        var most = samples.stream().mapToInt(s -> s.buckets.length == 0 ? 0 : s.buckets[s.buckets.length - 1] + 1);
        var counts = new long[most.max().orElse(0)];
        for (var sample : samples) {
            for (int i = 0; i < sample.buckets.length; i++) {
                counts[sample.buckets[i]] += sample.counts[i];
            }
        }
        var sum = new Sum(counts.length);
        for (int bucket = 0; bucket < counts.length; bucket++) {
            sum.add(bucket, counts[bucket]);
        }
        return sum.toSample();
    }

    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** In microseconds, interpolated linearly between the two nearest ranks, as {@code percentile_cont} does. */
    public double quantile(double fraction) {
        var rank = fraction * (count() - 1);
        var below = atRank((long) Math.floor(rank));
        var above = atRank((long) Math.ceil(rank));
        return below + (rank - Math.floor(rank)) * (above - below);
    }

    private double atRank(long rank) {
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += counts[i];
            if (rank < seen) {
                return middle(buckets[i]);
            }
        }
        throw new IllegalStateException("The sketch has no duration of rank %d.".formatted(rank));
    }

    /** The value with the same relative error to both ends of the bucket. */
    private static double middle(int bucket) {
        return bucket == ZERO ? 0 : 2 * Math.exp((bucket - 1) * LOG_GROWTH) / (GROWTH + 1);
    }

    private DurationSketch combine(DurationSketch other, int sign) {
        var sum = new Sum(buckets.length + other.buckets.length);
        int mine = 0;
        int theirs = 0;
        while (mine < buckets.length || theirs < other.buckets.length) {
            int left = mine < buckets.length ? buckets[mine] : Integer.MAX_VALUE;
            int right = theirs < other.buckets.length ? other.buckets[theirs] : Integer.MAX_VALUE;
            var count = (left <= right ? counts[mine++] : 0) + (right <= left ? sign * other.counts[theirs++] : 0);
            sum.add(Math.min(left, right), count);
        }
        return sum.toSample();
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static void writeNumber(ByteArrayOutputStream out, long number) {
        for (; number > 0x7f; number >>>= 7) {
            out.write((int) (number & 0x7f | 0x80));
        }
        out.write((int) number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DurationSketch sample
                && Arrays.equals(buckets, sample.buckets)
                && Arrays.equals(counts, sample.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }

    /** Builds a sketch from counts of buckets in ascending order; equal buckets are merged. */
    private static final class Sum {

        private final int[] buckets;
        private final long[] counts;
        private int size;

        Sum(int most) {
            buckets = new int[most];
            counts = new long[most];
        }

        void add(int bucket, long count) {
            if (count == 0) {
                return;
            }
            if (size == 0 || buckets[size - 1] != bucket) {
                buckets[size++] = bucket;
            }
            counts[size - 1] += count;
        }

        DurationSketch toSample() {
            return size == 0 ? EMPTY : new DurationSketch(Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
        }
    }
}
