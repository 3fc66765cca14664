package dev.milepost.events.pipeline;

import io.quarkus.runtime.configuration.MemorySize;
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

    /**
     * How many bytes of the heap the records of one batch may take, with all that is read of them; each of the two consumers
     * holds one, and its processing some more. Raising it makes batches of large events fewer and asks for as much more heap.
     */
    @WithDefault("24M")
    MemorySize batchMemory();

    /** In which events that trickle are gathered, before each of the two consumers. */
    @WithDefault("50ms")
    Duration fetchWait();
}
