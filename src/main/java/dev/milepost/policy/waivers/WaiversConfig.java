package dev.milepost.policy.waivers;

import dev.milepost.policy.definitions.PolicySeverity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of waivers. */
@ConfigMapping(prefix = "milepost.policies.waivers")
interface WaiversConfig {

    /** The longest time that a waiver may last, by the severity of the policy. */
    Limits limit();

    /** The longest time that a waiver lasts which two admins approved in an emergency. */
    @WithDefault("24h")
    Duration emergencyLimit();

    /** The time within which the second admin must approve. */
    @WithDefault("30m")
    Duration emergencyWindow();

    /** How long before the end of a waiver it is announced. */
    @WithDefault("3d")
    Duration reminder();

    /** The limits of the severities. */
    interface Limits {

        @WithDefault("365d")
        Duration low();

        @WithDefault("180d")
        Duration medium();

        @WithDefault("90d")
        Duration high();

        @WithDefault("30d")
        Duration critical();

        default Duration of(PolicySeverity severity) {
            return switch (severity) {
                case LOW -> low();
                case MEDIUM -> medium();
                case HIGH -> high();
                case CRITICAL -> critical();
            };
        }
    }
}
