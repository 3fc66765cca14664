package dev.milepost.events.vendors;

import org.jspecify.annotations.Nullable;

/**
 * One delivery of a vendor.
 *
 * @param id the vendor's id of the delivery; null if there is none
 * @param kind the vendor's name for the kind of event, such as {@code push} or {@code incident.triggered}
 * @param isSupported whether this kind is translated to events
 */
public record WebhookDelivery(@Nullable String id, String kind, boolean isSupported, Payload payload) {}
