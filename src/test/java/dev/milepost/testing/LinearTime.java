package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** The time that work takes grows no faster than the size of what it is given. */
public final class LinearTime {

    /** What a slow and busy machine may take for anything; what is asked for is that the time does not grow faster. */
    private static final long FLOOR_MILLIS = 3_000;

    private static final int MOST_GROWTH = 3;
    private static final int RUNS = 3;

    private LinearTime() {}

    /** Twice as long takes no more than some three times the time; the best of several runs, as machines stall. */
    public static void hold(int size, IntConsumer work) {
        hold(size, work, System::nanoTime);
    }

    /** As {@link #hold(int, IntConsumer)}, by processor time: for work that its thread does alone. */
    public static void holdInThread(int size, IntConsumer work) {
        hold(size, work, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    private static void hold(int size, IntConsumer work, LongSupplier nanos) {
        work.accept(Math.max(1, size / 100));
        long half = best(size / 2, work, Long.MAX_VALUE, nanos);
        long most = Math.max(FLOOR_MILLIS, MOST_GROWTH * half);
        assertThat(best(size, work, most, nanos))
                .as("milliseconds, after %d for half of it", half)
                .isLessThanOrEqualTo(most);
    }

    private static long best(int size, IntConsumer work, long enough, LongSupplier nanos) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && (run == 0 || best > Math.min(enough, FLOOR_MILLIS)); run++) {
            long start = nanos.getAsLong();
            work.accept(size);
            best = Math.min(best, Duration.ofNanos(nanos.getAsLong() - start).toMillis());
        }
        return best;
    }
}
