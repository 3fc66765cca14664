package dev.milepost.slo.objectives;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The slices that have valid events, as prefix sums. The sum over any range of slices takes the same time. */
final class TimeSliceSums {

    /** The numbers of the slices, ascending. */
    private final long[] numbers;
    /** The sum of the good slices, or of their good parts, before each slice; the last element is the total. */
    private final BigDecimal[] goodBefore;
    /**
     * The slices that do not count if they are empty, because a correction covers them. Each element is the first and
     * the last number; they are ascending and do not overlap.
     */
    private final List<long[]> corrected;

    private TimeSliceSums(long[] numbers, BigDecimal[] goodBefore, List<long[]> corrected) {
        this.numbers = numbers;
        this.goodBefore = goodBefore;
        this.corrected = corrected;
    }

    static TimeSliceSums of(CountSeries series, TimeSlicing timeSlicing, Instant origin) {
        var good = series.good();
        var bad = series.bad();
        var numbers = new long[good.size() + bad.size()];
        var goodBefore = new BigDecimal[numbers.length + 1];
        goodBefore[0] = BigDecimal.ZERO;
        int size = 0;
        for (int g = 0, b = 0; g < good.size() || b < bad.size(); size++) {
            long next = Math.min(
                    g < good.size() ? good.start(g) : Long.MAX_VALUE, b < bad.size() ? bad.start(b) : Long.MAX_VALUE);
            numbers[size] = timeSlicing.number(Instant.ofEpochMilli(next), origin);
            long end = timeSlicing.start(origin, numbers[size] + 1).toEpochMilli();
            int goodEnd = good.index(end);
            int badEnd = bad.index(end);
            var part = timeSlicing.good(sum(good, g, goodEnd), sum(bad, b, badEnd));
            goodBefore[size + 1] = goodBefore[size].add(part);
            g = goodEnd;
            b = badEnd;
        }
        return new TimeSliceSums(
                Arrays.copyOf(numbers, size),
                Arrays.copyOf(goodBefore, size + 1),
                corrected(series.correctedRanges(), timeSlicing, origin));
    }

    private static long sum(PrefixSums sums, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum = Math.addExact(sum, sums.count(i));
        }
        return sum;
    }

    private static List<long[]> corrected(List<TimeRange> ranges, TimeSlicing timeSlicing, Instant origin) {
        var merged = new ArrayList<long[]>();
        ranges.stream()
                .filter(range -> range.from().isBefore(range.to()))
                .map(range -> new long[] {
                    timeSlicing.number(range.from(), origin), timeSlicing.firstAfter(range.to(), origin) - 1
                })
                .sorted(Comparator.comparingLong(ends -> ends[0]))
                .forEach(ends -> {
                    var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                    if (last != null && ends[0] <= last[1] + 1) {
                        last[1] = Math.max(last[1], ends[1]);
                    } else {
                        merged.add(ends);
                    }
                });
        return merged;
    }

    /** Returns the sum of the slices that are not empty, from {@code first} to before {@code end}. */
    SliMeasurement nonEmpty(long first, long end) {
        int from = index(first);
        int to = Math.max(from, index(end));
        if (from == to) {
            return SliMeasurement.NONE;
        }
        var good = goodBefore[to].subtract(goodBefore[from]);
        return new SliMeasurement(good, BigDecimal.valueOf(to - from).subtract(good));
    }

    /** Returns the number of empty slices that no correction covers. */
    long emptyCount(long first, long end) {
        long empty = allEmptyCount(first, end);
        for (var ends : corrected) {
            empty -= allEmptyCount(Math.max(first, ends[0]), Math.min(end, ends[1] + 1));
        }
        return empty;
    }

    /**
     * Consecutive slices.
     *
     * @param end the number after the last one
     */
    record Run(long first, long end) {}

    /** Returns the runs of empty slices that no correction covers, ascending. */
    List<Run> emptyRuns(long first, long end) {
        var runs = new ArrayList<Run>();
        int slice = index(first);
        int cut = 0;
        for (long at = first; at < end; ) {
            long nextSlice = slice < numbers.length ? numbers[slice] : Long.MAX_VALUE;
            while (cut < corrected.size() && corrected.get(cut)[1] < at) {
                cut++;
            }
            long nextCut = cut < corrected.size() ? corrected.get(cut)[0] : Long.MAX_VALUE;
            if (nextSlice == at) {
                slice++;
                at++;
            } else if (nextCut <= at) {
                at = corrected.get(cut)[1] + 1;
                slice = index(at);
            } else {
                long until = Math.min(end, Math.min(nextSlice, nextCut));
                runs.add(new Run(at, until));
                at = until;
            }
        }
        return runs;
    }

    private long allEmptyCount(long first, long end) {
        return end <= first ? 0 : end - first - (index(end) - index(first));
    }

    private int index(long number) {
        int found = Arrays.binarySearch(numbers, number);
        return found >= 0 ? found : -found - 1;
    }
}
