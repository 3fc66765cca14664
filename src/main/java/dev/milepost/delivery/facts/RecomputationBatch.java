package dev.milepost.delivery.facts;

import java.util.List;

/**
 * Services that are recomputed together.
 *
 * @param services all of them
 * @param starts those whose chains are linked anew
 * @param incidents those that have changed
 * @param changes takes up what the rollups have to know
 */
record RecomputationBatch(
        List<String> services,
        RecomputationStarts starts,
        List<Incident.Key> incidents,
        DimensionLookup dimensions,
        ContributionChanges changes) {}
