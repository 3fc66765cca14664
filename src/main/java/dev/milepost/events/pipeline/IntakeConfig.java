package dev.milepost.events.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "milepost.intake")
public interface IntakeConfig {

    /** How long a request waits for the broker before it is answered with 503 and {@code Retry-After}. */
    @WithDefault("5s")
    Duration timeout();

    /** How many identities of accepted events are cached, so that the intake can count duplicates. */
    @WithDefault("200000")
    int cachedEvents();
}
