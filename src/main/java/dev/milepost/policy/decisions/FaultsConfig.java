package dev.milepost.policy.decisions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a fault of an engine does where its policy is enforced, by tier: {@code open} warns, {@code closed} denies. */
@ConfigMapping(prefix = "milepost.policies.faults")
interface FaultsConfig {

    @WithDefault("open")
    Fault development();

    @WithDefault("open")
    Fault testing();

    @WithDefault("closed")
    Fault staging();

    @WithDefault("closed")
    Fault production();

    /** For environments whose tier is unknown. */
    @WithDefault("closed")
    Fault other();

    /** What a fault does. */
    enum Fault {
        OPEN,
        CLOSED
    }

    default boolean isOpen(String tier) {
        var fault = switch (tier) {
            case "development" -> development();
            case "testing" -> testing();
            case "staging" -> staging();
            case "production" -> production();
            default -> other();
        };
        return fault == Fault.OPEN;
    }
}
