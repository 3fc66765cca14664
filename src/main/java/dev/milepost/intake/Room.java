package dev.milepost.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Room for so many bytes of bodies at one time. What finds none waits unread at its sender, then is told to come again. */
@ApplicationScoped
public class Room {

    /** What a request costs beside its body. */
    private static final int OVERHEAD = 16 << 10;

    private final int bytes;
    private final Duration timeout;
    private final Semaphore free;

    @Inject
    Room(IntakeConfig config) {
        this(Math.max(config.bytesInFlight(), Limits.BATCH_BYTES + OVERHEAD), config.timeout());
    }

    /** Room of one's own, for bodies that shall take none from others. */
    public Room(int bytes, Duration timeout) {
        this.bytes = bytes;
        this.timeout = timeout;
        this.free = new Semaphore(bytes, true);
    }

    public <T> T hold(int size, Supplier<T> work) {
        var needed = size + OVERHEAD;
        if (!acquire(needed)) {
            throw Busy.noRoom();
        }
        try {
            return work.get();
        } finally {
            free.release(needed);
        }
    }

    int bytesInWork() {
        return bytes - free.availablePermits();
    }

    private boolean acquire(int needed) {
        try {
            return free.tryAcquire(needed, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
