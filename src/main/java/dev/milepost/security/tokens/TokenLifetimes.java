package dev.milepost.security.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The clock and the lifetimes of new tokens. */
@ApplicationScoped
class TokenLifetimes {

    private final Clock clock;
    private final TokensConfig config;

    TokenLifetimes(Clock clock, TokensConfig config) {
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
