package dev.milepost.policy.engines;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The OPA that evaluates policies of the engine {@code opa}. */
@ConfigMapping(prefix = "milepost.policies.opa")
interface OpaConfig {

    /** The base address, such as {@code http://opa:8181}. Without one, policies of this engine end with an error. */
    Optional<URI> url();

    /** The bearer token of each call. */
    Optional<String> token();

    /**
     * The name of a TLS configuration of Quarkus ({@code quarkus.tls.NAME.…}), with a trust store and, for mutual TLS, a
     * key store.
     */
    Optional<String> tls();

    /** The time for one answer. An evaluation of several policies may take this time for each. */
    @WithDefault("2s")
    Duration timeout();

    /** The number of failed calls in a row after which OPA is not called for a while. */
    @WithDefault("5")
    int failures();

    /** How long OPA is not called then. After it one call is tried. */
    @WithDefault("10s")
    Duration pause();
}
