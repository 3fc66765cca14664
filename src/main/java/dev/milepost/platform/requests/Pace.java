package dev.milepost.platform.requests;

import java.time.Duration;

/**
 * The minimum speed of transfers in both directions.
 *
 * @param grace the length of the interval over which the rate is measured
 * @param slowestRate the minimum bytes per second over each grace interval
 * @param transferTime the base time for a transfer
 * @param transferRate the bytes per second by which larger bodies get more than the transfer time
 * @param roomTimeout how long a body may wait for memory
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

    /** The maximum time for a transfer, in nanoseconds. */
    long timeFor(long bytes) {
        return transferTime.toNanos() + (long) (bytes * 1e9 / transferRate);
    }
}
