package dev.milepost.delivery;

import java.util.List;

/**
 * Services that are recomputed together.
 *
 * @param services all of them
 * @param moments those whose chains are linked anew
 * @param incidents those that have changed
 * @param changes takes up what the rollups have to know
 */
record Slice(
        List<String> services,
        Moments moments,
        List<Incident.Key> incidents,
        Dimensions dimensions,
        LinkChanges changes) {}
