package dev.milepost.policy.engines;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** @param address null for none */
record TestOpaConfig(@Nullable URI address, Optional<String> token, Duration timeout) implements OpaConfig {

    @Override
    public Optional<URI> url() {
        return Optional.ofNullable(address);
    }

    @Override
    public Optional<String> tls() {
        return Optional.empty();
    }

    @Override
    public int failures() {
        return 3;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(10);
    }
}
