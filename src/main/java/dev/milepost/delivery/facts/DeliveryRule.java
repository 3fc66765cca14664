package dev.milepost.delivery.facts;

import java.util.Locale;

/**
 * The rule that found the changes of a deployment (docs/metrics.md, Lead time for changes). The first rule that applies
 * is used.
 */
enum DeliveryRule {
    /** The producer listed the commits. */
    EXPLICIT,
    /** By the commit graph: reachable from the deployment's head and from no earlier head. */
    ANCESTRY,
    /** By commit time: after the head of the previous deployment, and not after the deployment's own head. */
    WINDOW,
    /** Only the head itself. */
    HEAD;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryRule of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
