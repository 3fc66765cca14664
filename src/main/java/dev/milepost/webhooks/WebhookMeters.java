package dev.milepost.webhooks;

import dev.milepost.vendors.Delivery;
import dev.milepost.vendors.Provider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What comes by webhooks, for Prometheus. */
@ApplicationScoped
class WebhookMeters {

    private final MeterRegistry registry;

    WebhookMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Provider sender, Delivery delivery, String outcome) {
        var kind = delivery.isKnown() ? delivery.kind() : "other";
        registry.counter("milepost.webhooks.deliveries", "provider", sender.name(), "event", kind, "outcome", outcome)
                .increment();
    }

    /** A delivery of which nothing was taken. */
    void countRefusal(Provider sender, int status) {
        registry.counter("milepost.webhooks.refusals", "provider", sender.name(), "status", Integer.toString(status))
                .increment();
    }
}
