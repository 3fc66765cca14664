package dev.milepost.slo.counting;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.time.Duration;

/** An indicator could not be counted within the time that a caller waits. */
final class CountTooLong extends ProblemException {

    private static final long serialVersionUID = 1L;

    private CountTooLong(Duration timeout) {
        super(
                ProblemType.COUNT_TOO_LONG,
                "Counting the events takes more than %d seconds. Use simpler filters, or save the SLO, which counts them in the background"
                        .formatted(timeout.toSeconds()));
    }

    /** Returns a check that fails once the timeout, which starts now, is over. */
    static Runnable after(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        return () -> {
            if (System.nanoTime() - end >= 0) {
                throw new CountTooLong(timeout);
            }
        };
    }
}
