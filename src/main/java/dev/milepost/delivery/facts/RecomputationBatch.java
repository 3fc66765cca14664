package dev.milepost.delivery.facts;

import java.util.List;

/**
 * Services that are recomputed together.
 *
 * @param services all services of the batch
 * @param starts the services whose chains are recomputed, with the start of each
 * @param incidents the incidents that changed
 * @param changes collects the contributions to write to the rollups
 * @param memory for what is read
 */
record RecomputationBatch(
        List<String> services,
        RecomputationStarts starts,
        List<Incident.Key> incidents,
        DimensionLookup dimensions,
        ContributionChanges changes,
        RecomputationMemory memory) {}
