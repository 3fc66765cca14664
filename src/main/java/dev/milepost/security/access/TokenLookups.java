package dev.milepost.security.access;

import dev.milepost.platform.sql.Sql;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the lookups of tokens in the database. Each holds a worker thread, for seconds while the database is away, and
 * anybody can cause one with an unknown token. After one that failed, there is one at a time until one succeeds, and the
 * others fail at once.
 */
final class TokenLookups {

    /** A lookup takes about a millisecond. */
    private static final int AT_ONCE = 8;

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /** The time between a failure and the next lookup. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final AtomicBoolean isProbed = new AtomicBoolean();
    private volatile boolean isFailing;
    private volatile long failedAt;

    TokenLookups(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The lookup failed, or was not made since others fail or take too long; then it has no cause. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(@Nullable Throwable cause) {
            super("Lookups of tokens fail", cause);
        }
    }

    /**
     * Makes a lookup.
     *
     * @throws Unavailable if it is not made, or the database fails
     */
    <T> T run(Supplier<T> lookup) {
        return isFailing ? probe(lookup) : runLimited(lookup);
    }

    private <T> T probe(Supplier<T> lookup) {
        if (nanos.getAsLong() - failedAt < PAUSE.toNanos() || !isProbed.compareAndSet(false, true)) {
            throw new Unavailable(null);
        }
        try {
            return runAndNote(lookup);
        } finally {
            isProbed.set(false);
        }
    }

    private <T> T runLimited(Supplier<T> lookup) {
        if (!isPermitted()) {
            fail();
            throw new Unavailable(null);
        }
        try {
            return runAndNote(lookup);
        } finally {
            permits.release();
        }
    }

    private <T> T runAndNote(Supplier<T> lookup) {
        try {
            var found = lookup.get();
            isFailing = false;
            return found;
        } catch (RuntimeException e) {
            if (Sql.failureIn(e).isEmpty()) {
                throw e;
            }
            fail();
            throw new Unavailable(e);
        }
    }

    private void fail() {
        failedAt = nanos.getAsLong();
        isFailing = true;
    }

    private boolean isPermitted() {
        try {
            return permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
