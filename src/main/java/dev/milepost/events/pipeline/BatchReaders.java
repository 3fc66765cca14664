package dev.milepost.events.pipeline;

import dev.milepost.events.pipeline.BatchReader.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Starts the readers of topics when the service starts, and ends them when it stops. */
@ApplicationScoped
class BatchReaders {

    /** So that a poll of records of the greatest size takes some megabytes, and one of small ones is no great cost each. */
    private static final int RECORDS_OF_A_POLL = 10;

    private static final int FETCHED_OF_A_PARTITION = 1 << 20;
    private static final int FETCHED = 8 << 20;

    private final KafkaCluster broker;
    private final RetryForever patience;
    private final PipelineConfig config;
    private final MeterRegistry meters;
    private final List<BatchReader> readers = new ArrayList<>();

    BatchReaders(KafkaCluster broker, RetryForever patience, PipelineConfig config, MeterRegistry meters) {
        this.broker = broker;
        this.patience = patience;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Reads a topic from now on.
     *
     * @param assigned says where to read partitions that the consumer is given
     * @param wait in which what trickles is gathered
     */
    void start(
            String name,
            String topic,
            String group,
            int mostRecords,
            Duration wait,
            BiConsumer<org.apache.kafka.clients.consumer.Consumer<?, ?>, Collection<TopicPartition>> assigned,
            Consumer<ConsumerRecords<byte[], byte[]>> work) {
        var settings = settings(name, group, wait);
        var channel = new Channel(name, topic, mostRecords, config.batchMemory().asLongValue(), assigned, work);
        var reader = new BatchReader(
                channel, () -> new KafkaConsumer<>(settings, new BoundedBytes(), new BoundedBytes()), patience, meters);
        readers.add(reader);
        reader.start();
    }

    void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent stop) {
        readers.forEach(BatchReader::stop);
        readers.forEach(BatchReader::close);
    }

    private Map<String, Object> settings(String name, String group, Duration wait) {
        return broker.settings(Map.ofEntries(
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "milepost-" + name),
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_OF_A_POLL),
                // A trickle is taken in batches; at 200 events a second a batch for each few of them took 1.9 times the
                // processor time (bench/README.md). What comes in bulk does not wait.
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 << 10),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(wait.toMillis())),
                // Compressed; a producer's batch that is larger comes as it is.
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_OF_A_PARTITION),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                // A replica that was killed keeps its partitions so long; by default 45 s, in which their events would
                // wait.
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000)));
    }
}
