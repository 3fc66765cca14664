package dev.milepost.security.tokens;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "milepost.tokens")
interface TokensConfig {

    /** How long a token holds that is created without an end. */
    @WithDefault("90d")
    Duration life();

    /** How long one may hold at most. */
    @WithDefault("366d")
    Duration longestLife();
}
