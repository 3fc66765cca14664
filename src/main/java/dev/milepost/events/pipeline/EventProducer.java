package dev.milepost.events.pipeline;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the pipeline's records. When a method returns, all required brokers have stored the records, except the
 * reported ones.
 */
@ApplicationScoped
class EventProducer {

    private final KafkaCluster broker;
    private final RetryForever retry;
    private @Nullable Producer<byte[], byte[]> producer;

    EventProducer(KafkaCluster broker, RetryForever retry) {
        this.broker = broker;
        this.retry = retry;
    }

    /**
     * Sends a batch, retrying as long as the brokers are unavailable.
     *
     * @return the batch indexes of the permanently rejected records, with the cause
     */
    Map<Integer, RuntimeException> sendAll(List<ProducerRecord<byte[], byte[]>> batch) {
        var rejected = new TreeMap<Integer, RuntimeException>();
        var pending = IntStream.range(0, batch.size()).boxed().toList();
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            var failed = new TreeMap<Integer, RuntimeException>();
            send(batch, pending)
                    .forEach((index, fault) ->
                            (FailureClassifier.isPermanent(fault) ? rejected : failed).put(index, fault));
            if (!failed.isEmpty()) {
                retry.pauseBeforeRetry(
                        "Sending events", attempt, failed.firstEntry().getValue());
            }
            pending = List.copyOf(failed.keySet());
        }
        return rejected;
    }

    /**
     * Sends a batch without retries and throws the first failure. Returns the indexes of the records that are too large
     * and would be refused each time; all others were sent.
     */
    List<Integer> sendOnce(List<ProducerRecord<byte[], byte[]>> batch) {
        var faults = send(batch, IntStream.range(0, batch.size()).boxed().toList());
        for (var fault : faults.values()) {
            if (!(fault instanceof RecordTooLargeException)) {
                throw fault;
            }
        }
        return List.copyOf(faults.keySet());
    }

    /** Sends the records at these batch indexes and waits for all of them. Returns the failures by index. */
    private Map<Integer, RuntimeException> send(List<ProducerRecord<byte[], byte[]>> batch, List<Integer> indexes) {
        var sent = new TreeMap<Integer, Future<?>>();
        var faults = new TreeMap<Integer, RuntimeException>();
        RuntimeException blocked = null;
        for (int index : indexes) {
            // After a record that could not be buffered, each further record would wait as long in vain.
            if (blocked != null) {
                faults.put(index, blocked);
                continue;
            }
            try {
                sent.put(index, producer().send(batch.get(index)));
            } catch (KafkaException e) {
                faults.put(index, e);
                blocked = e instanceof RecordTooLargeException ? null : e;
            }
        }
        sent.forEach((index, future) -> {
            var fault = outcome(future);
            if (fault != null) {
                faults.put(index, fault);
            }
        });
        return faults;
    }

    private static @Nullable RuntimeException outcome(Future<?> sent) {
        try {
            sent.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException fault ? fault : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new KafkaException(e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            var settings = broker.settings(Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    "milepost-pipeline",
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    256 << 10,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd",
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    16 << 20,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Topics.MAX_RECORD_BYTES,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    5_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    10_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    20_000));
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
