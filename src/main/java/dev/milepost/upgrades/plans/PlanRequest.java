package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.upgrades.checkouts.Checkout;
import org.jspecify.annotations.Nullable;

/**
 * A request for an upgrade plan.
 *
 * @param to a version or channel; null for {@code stable}
 * @param from the version that the service is on, or {@code NAME@VERSION}; null to use the recorded one
 * @param parameters values in addition to the recorded ones, or in place of them; null if none are given
 * @param checkout the service's files
 */
record PlanRequest(
        @Nullable String to,
        @Nullable String from,
        @Nullable ObjectNode parameters,
        Checkout checkout) {

    /** Returns the target version or channel of the plan. */
    String target() {
        return to == null || to.isBlank() ? "stable" : to;
    }
}
