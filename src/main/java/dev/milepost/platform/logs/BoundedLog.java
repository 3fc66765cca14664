package dev.milepost.platform.logs;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Rate-limits warnings that callers can trigger. The next logged warning includes the number of suppressed ones. */
public final class BoundedLog {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<String> log;
    private final int perMinute;
    private final LongSupplier nanos;
    private long startedAt;
    private int written;
    private long suppressed;

    /**
     * @param log writes a line
     * @param perMinute the maximum number of lines per minute
     * @param nanos the current time in nanoseconds
     */
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
