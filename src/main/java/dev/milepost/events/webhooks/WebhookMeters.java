package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.WebhookDelivery;
import dev.milepost.events.vendors.WebhookProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Prometheus counters of webhook deliveries. */
@ApplicationScoped
class WebhookMeters {

    private final MeterRegistry registry;

    WebhookMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(WebhookProvider sender, WebhookDelivery delivery, String outcome) {
        var kind = delivery.isSupported() ? delivery.kind() : "other";
        registry.counter("milepost.webhooks.deliveries", "provider", sender.name(), "event", kind, "outcome", outcome)
                .increment();
    }

    /** Counts a delivery that was rejected as a whole. */
    void countRejectedDelivery(WebhookProvider sender, int status) {
        registry.counter("milepost.webhooks.refusals", "provider", sender.name(), "status", Integer.toString(status))
                .increment();
    }
}
