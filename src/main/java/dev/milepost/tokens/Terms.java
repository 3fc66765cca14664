package dev.milepost.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** By which time tokens are given, and for how long. */
@ApplicationScoped
class Terms {

    private final Clock clock;
    private final TokensConfig config;

    Terms(Clock clock, TokensConfig config) {
        this.clock = clock;
        this.config = config;
    }

    Clock clock() {
        return clock;
    }

    TokensConfig config() {
        return config;
    }
}
