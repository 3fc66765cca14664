package dev.milepost.events.pipeline;

import java.time.Duration;

/**
 * The number of events that one transaction writes. It shrinks after a transaction that takes long, and grows again
 * after quick ones, so that transactions end well before their timeout.
 */
final class BatchLimit {

    static final int MOST = 2_000;

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Half of the time of a transaction. A failure after it is regarded as a timeout. */
    private static final Duration TOO_LONG = Duration.ofSeconds(30);

    private int events = MOST;

    int events() {
        return events;
    }

    /** A transaction was committed. */
    void committed(int size, Duration took) {
        if (took.compareTo(LONG) > 0) {
            reduce(size);
        } else if (took.compareTo(SHORT) < 0 && size >= events) {
            events = Math.min(MOST, 2 * events);
        }
    }

    /** Returns true if a transaction that failed after some time may have failed because of that time. */
    static boolean isTooLong(Duration took) {
        return took.compareTo(TOO_LONG) >= 0;
    }

    /** A transaction took too long, or would have. */
    void reduce(int size) {
        events = Math.max(1, Math.min(events, size / 2));
    }
}
