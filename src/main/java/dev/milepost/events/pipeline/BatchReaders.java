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

/** Starts the topic readers at service start and closes them at shutdown. */
@ApplicationScoped
class BatchReaders {

    /**
     * A poll of records of the maximum size then takes a few megabytes, and the cost of a poll per small record stays
     * low.
     */
    private static final int RECORDS_OF_A_POLL = 10;

    private static final int FETCHED_OF_A_PARTITION = 1 << 20;
    private static final int FETCHED = 8 << 20;

    private final KafkaCluster broker;
    private final RetryForever retry;
    private final PipelineConfig config;
    private final MeterRegistry meters;
    private final List<BatchReader> readers = new ArrayList<>();

    BatchReaders(KafkaCluster broker, RetryForever retry, PipelineConfig config, MeterRegistry meters) {
        this.broker = broker;
        this.retry = retry;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Starts reading a topic.
     *
     * @param assigned sets the start offsets of newly assigned partitions
     * @param wait how long the broker waits to collect records at a low event rate
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
                channel, () -> new KafkaConsumer<>(settings, new BoundedBytes(), new BoundedBytes()), retry, meters);
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
                // At a low event rate, records are collected into batches: at 200 events per second, a batch for every
                // few events took 1.9 times the processor time (bench/README.md). At a high rate there is no wait.
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 << 10),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(wait.toMillis())),
                // Of compressed bytes. A larger batch of a producer is returned whole.
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_OF_A_PARTITION),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                // The partitions of a killed replica are reassigned after this time. The default is 45 s, during which
                // their events would wait.
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000)));
    }
}
