package dev.milepost.events.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Prometheus counters of the intake. */
@ApplicationScoped
class IntakeMeters {

    private static final String EVENTS = "milepost.intake.events";

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter duplicates;
    private final Counter rejected;

    IntakeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = registry.counter(EVENTS, "outcome", "accepted");
        this.duplicates = registry.counter(EVENTS, "outcome", "duplicate");
        this.rejected = registry.counter(EVENTS, "outcome", "rejected");
    }

    void count(EventReceipt receipt) {
        accepted.increment(receipt.accepted());
        duplicates.increment(receipt.duplicates());
        rejected.increment(receipt.rejected().size());
    }

    /** Counts a request that was rejected as a whole. */
    void countRejectedRequest(int status) {
        registry.counter("milepost.intake.refusals", "status", Integer.toString(status))
                .increment();
    }
}
