package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventIdentity;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** The settings that links depend on. If they change, all of the past is recomputed. */
@Singleton
public class DeliverySettings {

    private final FailureRules failures;
    private final String fingerprint;

    DeliverySettings(DeliveryConfig delivery, FourKeysConfig fourKeys, EnvironmentTiers tiers) {
        failures = new FailureRules(delivery.blameWindow(), fourKeys.failures() == FourKeysConfig.Failures.ALL);
        var patterns = tiers.all().stream()
                .filter(tier -> !tier.equals(EnvironmentTiers.OTHER))
                .map(tier -> tier + "=" + tiers.regexOf(tier))
                .collect(Collectors.joining("\n"));
        fingerprint = EventIdentity.of(failures.toString(), patterns).toString();
    }

    FailureRules failures() {
        return failures;
    }

    /** Whether rollbacks and hotfixes count as failures. */
    public boolean countsRemedies() {
        return failures.remedies();
    }

    /** A hash of the settings. */
    String fingerprint() {
        return fingerprint;
    }
}
