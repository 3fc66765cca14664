package dev.milepost.slo.objectives;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Counts by start time as prefix sums. The sum over any range takes the same time. */
final class PrefixSums {

    static final PrefixSums NONE = new PrefixSums(new long[0], new long[1]);

    /** The starts in milliseconds since the epoch, ascending. No count is 0. */
    private final long[] starts;
    /** The sum of all counts before each start; the last element is the total. */
    private final long[] before;

    private PrefixSums(long[] starts, long[] before) {
        this.starts = starts;
        this.before = before;
    }

    /** Builds prefix sums from counts in ascending order of their starts. A start must not repeat. */
    static final class Builder {

        private long[] starts;
        private long[] before;
        private int size;

        Builder(int expected) {
            this.starts = new long[expected];
            this.before = new long[expected + 1];
        }

        void add(long start, long count) {
            if (size > 0 && starts[size - 1] >= start) {
                throw new IllegalArgumentException(
                        "starts must ascend, but %d comes after %d".formatted(start, starts[size - 1]));
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, Math.max(16, 2 * size));
                before = Arrays.copyOf(before, starts.length + 1);
            }
            starts[size] = start;
            before[size + 1] = Math.addExact(before[size], count);
            size++;
        }

        PrefixSums build() {
            return new PrefixSums(Arrays.copyOf(starts, size), Arrays.copyOf(before, size + 1));
        }
    }

    int size() {
        return starts.length;
    }

    long start(int index) {
        return starts[index];
    }

    long count(int index) {
        return before[index + 1] - before[index];
    }

    /** Returns the starts in a range. */
    LongStream starts(TimeRange range) {
        int from = index(range.from().toEpochMilli());
        return Arrays.stream(starts, from, Math.max(from, index(range.to().toEpochMilli())));
    }

    /** Returns the last start in a range; the least number if there is none. */
    long lastStart(TimeRange range) {
        int before = index(range.to().toEpochMilli()) - 1;
        return before >= 0 && starts[before] >= range.from().toEpochMilli() ? starts[before] : Long.MIN_VALUE;
    }

    /** Returns the sum of the counts that start in a range. */
    long in(TimeRange range) {
        int from = index(range.from().toEpochMilli());
        return before[Math.max(from, index(range.to().toEpochMilli()))] - before[from];
    }

    /**
     * Returns prefix sums in which the given counts replace the existing ones. A count of 0 removes the entry. Returns
     * this if nothing changes.
     */
    PrefixSums with(PrefixSums changes) {
        if (has(changes)) {
            return this;
        }
        var merged = new Builder(size() + changes.size());
        int i = 0;
        for (int c = 0; c < changes.size(); c++) {
            for (; i < size() && start(i) < changes.start(c); i++) {
                merged.add(start(i), count(i));
            }
            if (i < size() && start(i) == changes.start(c)) {
                i++;
            }
            if (changes.count(c) != 0) {
                merged.add(changes.start(c), changes.count(c));
            }
        }
        for (; i < size(); i++) {
            merged.add(start(i), count(i));
        }
        return merged.build();
    }

    private boolean has(PrefixSums changes) {
        for (int c = 0; c < changes.size(); c++) {
            int i = index(changes.start(c));
            long known = i < size() && start(i) == changes.start(c) ? count(i) : 0;
            if (known != changes.count(c)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the counts that start at {@code start} or later. */
    PrefixSums since(long start) {
        int from = index(start);
        if (from == 0) {
            return this;
        }
        var left = Arrays.copyOfRange(before, from, before.length);
        for (int i = 0; i < left.length; i++) {
            left[i] -= before[from];
        }
        return new PrefixSums(Arrays.copyOfRange(starts, from, starts.length), left);
    }

    /** Returns the index of the first count that starts at {@code start} or later. */
    int index(long start) {
        int found = Arrays.binarySearch(starts, start);
        return found >= 0 ? found : -found - 1;
    }
}
