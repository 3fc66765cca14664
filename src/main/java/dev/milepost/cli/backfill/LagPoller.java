package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.time.Duration;

/** Observes how many of the sent events are in the numbers, and waits until all are. */
final class LagPoller {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** While events are sent, the lag is only read for the progress. */
    private static final Duration SENDING_POLL_INTERVAL = Duration.ofSeconds(1);

    private final MilepostClient service;
    private final ProgressReporter progress;
    private final long total;
    private final Duration stallTimeout;
    private long polledAt = System.nanoTime();
    private long counted;

    /**
     * @param total the number of events to send
     * @param stallTimeout how long to wait while the lag does not decrease
     */
    LagPoller(MilepostClient service, ProgressReporter progress, long total, Duration stallTimeout) {
        this.service = service;
        this.progress = progress;
        this.total = total;
        this.stallTimeout = stallTimeout;
    }

    /** Reports that the service has this many of the events. */
    void sent(long events) {
        long now = System.nanoTime();
        if (now - polledAt >= SENDING_POLL_INTERVAL.toNanos()) {
            polledAt = now;
            try {
                count(events, service.lag());
            } catch (IOException | CommandFailure e) {
                // The next batch is retried until the service is available again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        progress.show(events, counted, total);
    }

    /** Other events are part of the lag too. The service has to count these before, or beside them. */
    private void count(long sent, long lag) {
        counted = Math.max(counted, sent - lag);
    }

    /** Whether all events are in the numbers; false if the lag stops decreasing, or other events keep it above 0. */
    boolean await() throws InterruptedException {
        long least = Long.MAX_VALUE;
        long movedAt = System.nanoTime();
        try {
            for (long lag = service.lag(); lag > 0; lag = service.lag()) {
                if (lag < least) {
                    least = lag;
                    movedAt = System.nanoTime();
                } else if (System.nanoTime() - movedAt > stallTimeout.toNanos()) {
                    return false;
                }
                count(total, lag);
                progress.show(total, counted, total);
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
            return true;
        } catch (IOException | CommandFailure e) {
            // The service has accepted all events, so it processes them once it is available again.
            return false;
        }
    }
}
