package dev.milepost.delivery.facts;

import java.util.Locale;

/** How the changes that a deployment delivered were found (docs/metrics.md, Lead time for changes), first that applies. */
enum DeliveryRule {
    /** The producer said. */
    EXPLICIT,
    /** By the graph of commits: reachable from its head and from no head of an earlier deployment. */
    ANCESTRY,
    /** By time: committed after the head of the deployment before and not after its own. */
    WINDOW,
    /** Nothing but its head. */
    HEAD;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryRule of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
