package dev.milepost.policy.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The mode of policies in each tier of environments, where no rule of a policy's own applies. */
@ConfigMapping(prefix = "milepost.policies.modes")
interface ModesConfig {

    @WithDefault("warn")
    Mode development();

    @WithDefault("warn")
    Mode testing();

    @WithDefault("enforce")
    Mode staging();

    @WithDefault("enforce")
    Mode production();

    /** The mode of environments whose tier is unknown. A misspelt name must not be a way around a policy. */
    @WithDefault("enforce")
    Mode other();

    default Mode of(String tier) {
        return switch (tier) {
            case "development" -> development();
            case "testing" -> testing();
            case "staging" -> staging();
            case "production" -> production();
            default -> other();
        };
    }
}
