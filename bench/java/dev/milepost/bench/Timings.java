package dev.milepost.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long something took each time, in milliseconds. */
final class Timings {

    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    /** Something whose time is taken; the number tells one time from the next. */
    interface Work {
        void run(int number) throws Exception;
    }

    /** Does it over and over: so many times, or for so long, but three times at least; a few more before that. */
    static Timings of(int times, Duration budget, Work work) {
        var timings = new Timings();
        long warm = System.nanoTime() + budget.toNanos() / 4;
        for (int n = 0; n < times / 4 && System.nanoTime() < warm; n++) {
            time(work, n);
        }
        long end = System.nanoTime() + budget.toNanos();
        for (int n = 0; n < times && (n < 3 || System.nanoTime() < end); n++) {
            timings.add(time(work, n));
        }
        return timings;
    }

    /** The very first times, with nothing done before. */
    static Timings ofFirst(int times, Work work) {
        var timings = new Timings();
        for (int n = 0; n < times; n++) {
            timings.add(time(work, n));
        }
        return timings;
    }

    private static long time(Work work, int number) {
        try {
            long start = System.nanoTime();
            work.run(number);
            return System.nanoTime() - start;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void add(long nanos) {
        millis.add(nanos / 1e6);
    }

    int count() {
        return millis.size();
    }

    double p50() {
        return quantile(0.5);
    }

    double p99() {
        return quantile(0.99);
    }

    /** The nearest rank, so that of few times the slowest is the p99. */
    private double quantile(double fraction) {
        var sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(fraction * sorted.size()) - 1);
    }
}
