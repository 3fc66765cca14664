package dev.milepost.backfill;

import java.io.IOException;
import java.time.Duration;

/** Waits until what was accepted is in the numbers. */
final class Arrival {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final RunningService service;
    private final Progress progress;
    private final Duration patience;

    /** @param patience for how long it looks on while nothing moves */
    Arrival(RunningService service, Progress progress, Duration patience) {
        this.service = service;
        this.progress = progress;
        this.patience = patience;
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
                } else if (System.nanoTime() - movedAt > patience.toNanos()) {
                    return false;
                }
                progress.show("Counted", most - lag, most);
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return true;
        } catch (IOException | CannotBackfill e) {
            // all has arrived: a service that goes away now counts it when it is back
            return false;
        }
    }
}
