package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.trees.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * A request for an upgrade plan.
 *
 * @param to a version or channel; null for {@code stable}
 * @param from the version that the service is on, or {@code NAME@VERSION}; null to use the recorded one
 * @param parameters values in addition to the recorded ones, or in place of them; null if none are given
 * @param files the service's files
 */
record PlanRequest(
        @Nullable String to,
        @Nullable String from,
        @Nullable ObjectNode parameters,
        FileTree files) {

    /** Returns the target version or channel of the plan. */
    String target() {
        return to == null || to.isBlank() ? "stable" : to;
    }
}
