package dev.milepost.platform.requests;

import java.time.Duration;

/**
 * How fast bytes must come and go.
 *
 * @param slowestRate bytes a second, over each grace
 * @param transferRate bytes a second by which larger bodies have more time than the transfer time
 */
record Pace(Duration grace, long slowestRate, Duration transferTime, long transferRate, Duration roomTimeout) {

    static Pace of(HttpConfig config) {
        return new Pace(
                config.grace(),
                config.slowestRate(),
                config.transferTime(),
                config.transferRate(),
                config.roomTimeout());
    }

    /** In nanoseconds. */
    long timeFor(long bytes) {
        return transferTime.toNanos() + (long) (bytes * 1e9 / transferRate);
    }
}
