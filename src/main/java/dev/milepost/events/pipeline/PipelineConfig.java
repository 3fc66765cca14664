package dev.milepost.events.pipeline;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "milepost.pipeline")
interface PipelineConfig {

    /** The number of partitions of a new topic. */
    @WithDefault("6")
    int partitions();

    /** The replication factor of a new topic; by default three, or the number of brokers if there are fewer. */
    Optional<Short> replicationFactor();

    /** The pause before a retry after a failure of the environment. */
    @WithDefault("1s")
    Duration retryPause();

    /** The timeout of a call to the brokers. */
    @WithDefault("4s")
    Duration brokerTimeout();

    /**
     * The heap limit for the records of one batch and everything read from them, in bytes. Each of the two consumers
     * has one batch, and processing needs some more. A higher value gives fewer batches of large events and needs
     * correspondingly more heap.
     */
    @WithDefault("24M")
    MemorySize batchMemory();

    /** How long each of the two consumers collects events into a batch at a low event rate. */
    @WithDefault("50ms")
    Duration fetchWait();
}
