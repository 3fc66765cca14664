package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.WebhookDelivery;
import dev.milepost.events.vendors.WebhookProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What comes by webhooks, for Prometheus. */
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

    /** A delivery of which nothing was taken. */
    void countRejectedDelivery(WebhookProvider sender, int status) {
        registry.counter("milepost.webhooks.refusals", "provider", sender.name(), "status", Integer.toString(status))
                .increment();
    }
}
