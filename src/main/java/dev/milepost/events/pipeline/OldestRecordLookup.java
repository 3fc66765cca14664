package dev.milepost.events.pipeline;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks up the arrival times of unread records. */
@ApplicationScoped
class OldestRecordLookup {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final KafkaCluster broker;
    private @Nullable Consumer<byte[], byte[]> consumer;

    OldestRecordLookup(KafkaCluster broker) {
        this.broker = broker;
    }

    /**
     * Returns when the oldest of the records at these offsets arrived; empty if none could be read within the timeout.
     */
    synchronized Optional<Instant> findOldestTime(Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            return Optional.empty();
        }
        var reader = consumer();
        reader.assign(offsets.keySet());
        // A partition that was assigned before is still paused by the last call.
        reader.resume(offsets.keySet());
        offsets.forEach(reader::seek);
        var waiting = new HashSet<>(offsets.keySet());
        long oldest = Long.MAX_VALUE;
        for (long end = System.nanoTime() + TIMEOUT.toNanos(); !waiting.isEmpty() && System.nanoTime() < end; ) {
            for (var record : reader.poll(Duration.ofMillis(100))) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (waiting.remove(partition)) {
                    oldest = Math.min(oldest, record.timestamp());
                }
            }
            reader.pause(offsets.keySet().stream()
                    .filter(partition -> !waiting.contains(partition))
                    .toList());
        }
        return oldest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            var settings = broker.settings(Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "milepost-lag",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    1,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    16 << 10,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    2_000,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    2_000));
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }
}
