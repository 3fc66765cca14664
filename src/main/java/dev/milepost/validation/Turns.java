package dev.milepost.validation;

import dev.milepost.entities.Limits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets in so many bytes of entities at one time that what is made of them fits into memory; the rest waits its turn. */
@Singleton
class Turns {

    private static final int BYTES = 3 * Limits.BYTES;

    /** What a call costs beside its body. */
    private static final int OVERHEAD = 64 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore free = new Semaphore(BYTES, true);

    /** @param size of the body; negative where it is not known */
    <T> T take(int size, Supplier<T> work) {
        int needed = Math.min(BYTES, (size < 0 ? Limits.BYTES : size) + OVERHEAD);
        if (!acquire(needed)) {
            throw new ValidationBusy();
        }
        try {
            return work.get();
        } finally {
            free.release(needed);
        }
    }

    private boolean acquire(int needed) {
        try {
            return free.tryAcquire(needed, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
