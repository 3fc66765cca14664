package dev.milepost.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "milepost.pipeline")
interface PipelineConfig {

    /** How many partitions a topic gets when it is made. */
    @WithDefault("6")
    int partitions();

    /** How many brokers hold each partition of a topic when it is made; by default three, or all where they are fewer. */
    Optional<Short> replicationFactor();

    /** How long to wait before trying again what the environment did not allow. */
    @WithDefault("1s")
    Duration retryPause();

    /** How long a question about the brokers may take. */
    @WithDefault("4s")
    Duration brokerTimeout();
}
