package dev.milepost.events.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "milepost.intake")
interface IntakeConfig {

    /** How long a request waits for the broker before it is answered with 503 and {@code Retry-After}. */
    @WithDefault("5s")
    Duration timeout();

    /** How many identities of accepted events are cached, so that the intake can count duplicates. */
    @WithDefault("200000")
    int rememberedEvents();
}
