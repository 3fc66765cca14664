package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.trees.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is asked for.
 *
 * @param to a version or channel; null for {@code stable}
 * @param from the version that the service is on, or {@code NAME@VERSION}; null where that is known
 * @param parameters what is to be filled in, beside or in place of what is known; null where nothing was said
 * @param files as the service has them
 */
record PlanRequest(
        @Nullable String to,
        @Nullable String from,
        @Nullable ObjectNode parameters,
        FileTree files) {

    /** The version or channel that the plan leads to. */
    String target() {
        return to == null || to.isBlank() ? "stable" : to;
    }
}
