package dev.milepost.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "milepost.intake")
interface IntakeConfig {

    /** How long a request waits for room, and then for the broker, before it is told to come again. */
    @WithDefault("5s")
    Duration timeout();

    /** How many bytes of bodies may be in work at one time; the rest waits with its sender. */
    @WithDefault("67108864")
    int bytesInFlight();

    /** How many accepted events are remembered, to count at the door what comes again. */
    @WithDefault("200000")
    int rememberedEvents();
}
