package dev.milepost.events.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "milepost.intake")
interface IntakeConfig {

    /** How long a request waits for the broker before it is told to come again. */
    @WithDefault("5s")
    Duration timeout();

    /** How many accepted events are remembered, to count at the door what comes again. */
    @WithDefault("200000")
    int rememberedEvents();
}
