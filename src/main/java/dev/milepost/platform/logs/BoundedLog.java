package dev.milepost.platform.logs;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Warnings that callers can cause: at most so many a minute. The next that is written says how many were left out. */
public final class BoundedLog {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<String> log;
    private final int perMinute;
    private final LongSupplier nanos;
    private long startedAt;
    private int written;
    private long suppressed;

    /** @param log writes a line */
    public BoundedLog(Consumer<String> log, int perMinute, LongSupplier nanos) {
        this.log = log;
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.startedAt = nanos.getAsLong();
    }

    public synchronized void warn(Supplier<String> message) {
        var now = nanos.getAsLong();
        if (now - startedAt >= MINUTE) {
            startedAt = now;
            written = 0;
        }
        if (written >= perMinute) {
            suppressed++;
            return;
        }
        written++;
        log.accept(
                suppressed == 0 ? message.get() : "%s (%d more were not logged)".formatted(message.get(), suppressed));
        suppressed = 0;
    }
}
