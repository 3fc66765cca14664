package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.time.Duration;

/** Waits until the accepted events are in the numbers. */
final class LagPoller {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final MilepostClient service;
    private final ProgressReporter progress;
    private final Duration stallTimeout;

    /** @param stallTimeout how long to wait while the lag does not decrease */
    LagPoller(MilepostClient service, ProgressReporter progress, Duration stallTimeout) {
        this.service = service;
        this.progress = progress;
        this.stallTimeout = stallTimeout;
    }

    /** Whether all events are in the numbers; false if the lag stops decreasing, or other events keep it above 0. */
    boolean await() throws InterruptedException {
        long least = Long.MAX_VALUE;
        long most = 0;
        long movedAt = System.nanoTime();
        try {
            for (long lag = service.lag(); lag > 0; lag = service.lag()) {
                most = Math.max(most, lag);
                if (lag < least) {
                    least = lag;
                    movedAt = System.nanoTime();
                } else if (System.nanoTime() - movedAt > stallTimeout.toNanos()) {
                    return false;
                }
                progress.show("Counted", most - lag, most);
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
            return true;
        } catch (IOException | CommandFailure e) {
            // The service has accepted all events, so it processes them once it is available again.
            return false;
        }
    }
}
