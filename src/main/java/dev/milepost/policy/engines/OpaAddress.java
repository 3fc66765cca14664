package dev.milepost.policy.engines;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The configuration of an OPA of which only the address is known. Each call is tried, as nobody waits for others. */
record OpaAddress(URI address) implements OpaConfig {

    @Override
    public Optional<URI> url() {
        return Optional.of(address);
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }

    @Override
    public Optional<String> tls() {
        return Optional.empty();
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int failures() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }
}
