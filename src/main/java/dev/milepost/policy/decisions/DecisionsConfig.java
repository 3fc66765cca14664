package dev.milepost.policy.decisions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the log of decisions is kept. Each decision takes a few kilobytes of the database. */
@ConfigMapping(prefix = "milepost.policies.decisions")
interface DecisionsConfig {

    @WithDefault("400d")
    Duration retention();

    /** How long the input of a decision is kept; 0 keeps none. */
    @WithDefault("30d")
    Duration inputRetention();
}
