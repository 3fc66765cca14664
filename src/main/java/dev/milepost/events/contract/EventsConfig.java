package dev.milepost.events.contract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "milepost.events")
interface EventsConfig {

    /** The prefixes of accepted event types. {@code dev.cdevents} and {@code dev.cdeventsx} are always accepted. */
    @WithDefault("com.company,dev.milepost")
    List<String> prefixes();
}
