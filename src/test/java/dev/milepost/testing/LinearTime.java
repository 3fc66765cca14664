package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntConsumer;

/** The time that work takes grows no faster than the size of what it is given. */
public final class LinearTime {

    /** What a slow and busy machine may take for anything; what is asked for is that the time does not grow faster. */
    private static final long FLOOR_MILLIS = 3_000;

    private static final int MOST_GROWTH = 3;
    private static final int RUNS = 3;

    private LinearTime() {}

    /** Twice as long takes no more than some three times the time; the best of several runs, as machines stall. */
    public static void hold(int size, IntConsumer work) {
        work.accept(Math.max(1, size / 100));
        long half = millis(size / 2, work);
        long whole = millis(size, work);
        for (int run = 1; run < RUNS && whole > most(half); run++) {
            half = Math.min(half, millis(size / 2, work));
            whole = Math.min(whole, millis(size, work));
        }
        assertThat(whole).as("milliseconds, after %d for half of it", half).isLessThanOrEqualTo(most(half));
    }

    private static long most(long half) {
        return Math.max(FLOOR_MILLIS, MOST_GROWTH * half);
    }

    private static long millis(int size, IntConsumer work) {
        long start = System.nanoTime();
        work.accept(size);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
