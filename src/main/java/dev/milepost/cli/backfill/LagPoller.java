package dev.milepost.cli.backfill;

import java.io.IOException;
import java.time.Duration;

/** Waits until what was accepted is in the numbers. */
final class LagPoller {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final MilepostClient service;
    private final ProgressReporter progress;
    private final Duration stallTimeout;

    /** @param patience for how long it looks on while nothing moves */
    LagPoller(MilepostClient service, ProgressReporter progress, Duration patience) {
        this.service = service;
        this.progress = progress;
        this.stallTimeout = patience;
    }

    /** Whether everything is in the numbers; false when the service stands still, or others keep it busy. */
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
        } catch (IOException | CannotBackfill e) {
            // all has arrived: a service that goes away now counts it when it is back
            return false;
        }
    }
}
