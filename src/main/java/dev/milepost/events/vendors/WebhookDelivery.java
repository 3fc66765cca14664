package dev.milepost.events.vendors;

import org.jspecify.annotations.Nullable;

/**
 * What a vendor sent once.
 *
 * @param id what the vendor calls the delivery; null where it does not say
 * @param kind what the vendor calls the kind of event, such as {@code push} or {@code incident.triggered}
 * @param isSupported whether deliveries of the kind are read
 */
public record WebhookDelivery(@Nullable String id, String kind, boolean isSupported, Payload payload) {}
