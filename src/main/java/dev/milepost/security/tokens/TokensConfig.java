package dev.milepost.security.tokens;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "milepost.tokens")
interface TokensConfig {

    /** The lifetime of tokens that are created without {@code expires_at}. */
    @WithDefault("90d")
    Duration life();

    /** The maximum lifetime. */
    @WithDefault("366d")
    Duration longestLife();
}
