package dev.milepost.cli.backfill;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Optional;

/** The pauses between retries of one request: with exponential backoff, or as long as the service asks for. */
final class Retry {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final Duration INITIAL_PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    private final long deadline;
    private Duration next = INITIAL_PAUSE;

    Retry(Duration timeout) {
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Waits before the next retry.
     *
     * @param after the header {@code Retry-After}; only its form in seconds is supported, as this service sends no
     *     dates
     * @return false without waiting if the pause would exceed the deadline
     */
    boolean pause(Optional<String> after) throws InterruptedException {
        var requested =
                after.filter(value -> SECONDS.matches(value)).map(value -> Duration.ofSeconds(Long.parseLong(value)));
        var pause = requested.orElse(next);
        if (System.nanoTime() + pause.toNanos() > deadline) {
            return false;
        }
        Thread.sleep(pause.toMillis());
        next = min(next.multipliedBy(2), MAX_PAUSE);
        return true;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
