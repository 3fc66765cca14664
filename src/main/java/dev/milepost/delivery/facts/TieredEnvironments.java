package dev.milepost.delivery.facts;

import dev.milepost.events.contract.KnownEnvironments;
import jakarta.inject.Singleton;

/** The names of environments that a pattern of a tier matches. */
@Singleton
class TieredEnvironments implements KnownEnvironments {

    private final EnvironmentTiers tiers;

    TieredEnvironments(EnvironmentTiers tiers) {
        this.tiers = tiers;
    }

    @Override
    public boolean isKnown(String environment) {
        return !tiers.tierOf(environment).equals(EnvironmentTiers.OTHER);
    }
}
