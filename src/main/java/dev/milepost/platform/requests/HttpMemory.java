package dev.milepost.platform.requests;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import jakarta.inject.Singleton;

/** The memory of heads, bodies and responses, each with a limit. */
@Singleton
class HttpMemory {

    /** Up to this size, in bytes, a body or a response is small and gets memory that large ones cannot use. */
    static final long SMALL = 64 << 10;

    /** The memory for metrics and health when {@link #unread()} has none for them, and how much of it one address gets. */
    private static final long OPERATIONAL = 2 << 20;

    private static final double OPERATIONAL_SHARE = 1.0 / 16;

    private final MemoryBudget heads;
    private final MemoryBudget arriving;
    private final MemoryBudget working;
    private final MemoryBudget unread;
    private final MemoryBudget operational = new MemoryBudget(OPERATIONAL, OPERATIONAL_SHARE, 1, SMALL);

    HttpMemory(HttpConfig config, MeterRegistry meters) {
        var heap = Runtime.getRuntime().maxMemory();
        heads = new MemoryBudget(heap / 16, config.share(), 1, SMALL);
        arriving = budget(config, config.bytesInFlight().orElse(heap / 8), SMALL);
        working = budget(config, config.bytesInWork().orElse(heap / 4), 16 * SMALL);
        unread = budget(config, config.bytesUnread().orElse(PlatformDependent.maxDirectMemory() / 3), SMALL);
        Gauge.builder("milepost.http.bytes.in.flight", arriving, MemoryBudget::taken)
                .register(meters);
        Gauge.builder("milepost.http.bytes.in.work", working, MemoryBudget::taken)
                .register(meters);
        Gauge.builder("milepost.http.bytes.unread", this, HttpMemory::allUnread).register(meters);
    }

    private static MemoryBudget budget(HttpConfig config, long bytes, long small) {
        return new MemoryBudget(bytes, config.share(), config.anonymousShare(), small);
    }

    /** For heads that have partly arrived. */
    MemoryBudget heads() {
        return heads;
    }

    /** For received bytes, until the request has ended. */
    MemoryBudget arriving() {
        return arriving;
    }

    /** For processing by endpoints. */
    MemoryBudget working() {
        return working;
    }

    /** For bytes of responses that clients have not read, which are outside of the heap. */
    MemoryBudget unread() {
        return unread;
    }

    /**
     * For responses of metrics and health that do not fit into {@link #unread()}. Anonymous callers can fill their share
     * there, and must not make the service look unwell. A response of metrics has some 100 KB.
     */
    MemoryBudget operational() {
        return operational;
    }

    private long allUnread() {
        return unread.taken() + operational.taken();
    }
}
