package dev.milepost.events.pipeline;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventKeys;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.logs.BoundedLog;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Sends validated events to the raw topic, in the binary content mode of the CloudEvents Kafka binding, with the data
 * unchanged. It waits at most one and a half times its timeout and uses no more heap than its buffer.
 */
@ApplicationScoped
public class RawEventProducer {

    /** The outcome of sending an event. */
    public enum SendResult {
        /** All required brokers have stored the event. */
        ACCEPTED,
        /** The broker rejects the event permanently. */
        REJECTED,
        /** The outcome was unknown at the timeout; the event may still be stored. */
        UNKNOWN
    }

    /** An event to send to the raw topic. It has only what is sent, and nothing that was only needed for validation. */
    public record RawEvent(UUID identity, ProducerRecord<byte[], byte[]> record) {}

    private static final BoundedLog OUTAGES =
            new BoundedLog(Logger.getLogger(RawEventProducer.class)::warn, 10, System::nanoTime);
    private static final int BUFFER_BYTES = 32 << 20;

    private final EventKeys keys;
    private final Duration timeout;
    private final KafkaProducer<byte[], byte[]> producer;

    RawEventProducer(
            @Identifier("default-kafka-broker") Map<String, Object> broker, EventKeys keys, IntakeConfig config) {
        this.keys = keys;
        this.timeout = config.timeout();
        this.producer =
                new KafkaProducer<>(settings(broker, timeout), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Builds the record of a validated event. */
    public RawEvent prepare(Envelope envelope, GoldenEvent event) {
        // Events without a service have no order among them, so their source distributes them over partitions.
        var key = event.service() == null ? event.source() : keys.keyOf(event.service());
        var record = new ProducerRecord<>(Topics.RAW, key.getBytes(StandardCharsets.UTF_8), envelope.data());
        var headers = record.headers();
        envelope.attributes().forEach((name, value) -> headers.add(RecordHeaders.ofAttribute(name, value)));
        headers.add(RecordHeaders.of(RecordHeaders.CHECKED, EventDigest.of(envelope, event)));
        headers.add(RecordHeaders.of(RecordHeaders.SERVICE, event.service() == null ? "" : event.service()));
        return new RawEvent(event.identity(), record);
    }

    /** Sends the events and waits for all of them. Returns one outcome per event, in the same order. */
    public List<SendResult> send(List<RawEvent> events) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var sent = new ArrayList<Future<RecordMetadata>>(events.size());
        for (var event : events) {
            if (System.nanoTime() > deadline || isBlocked(sent)) {
                break;
            }
            sent.add(producer.send(event.record()));
        }
        var outcomes = new ArrayList<SendResult>(events.size());
        for (var i = 0; i < events.size(); i++) {
            outcomes.add(i < sent.size() ? outcome(sent.get(i), deadline) : SendResult.UNKNOWN);
        }
        return outcomes;
    }

    /** Whether the last record could not even be buffered. Each further record would wait as long in vain. */
    private static boolean isBlocked(List<Future<RecordMetadata>> sent) {
        if (sent.isEmpty() || !sent.get(sent.size() - 1).isDone()) {
            return false;
        }
        return outcome(sent.get(sent.size() - 1), 0) == SendResult.UNKNOWN;
    }

    private static SendResult outcome(Future<RecordMetadata> sent, long deadline) {
        try {
            sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return SendResult.ACCEPTED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return SendResult.REJECTED;
            }
            OUTAGES.warn(() -> "Kafka did not store an event in time: " + FailureClassifier.describe(e));
            return SendResult.UNKNOWN;
        } catch (TimeoutException e) {
            return SendResult.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SendResult.UNKNOWN;
        }
    }

    private static Map<String, Object> settings(Map<String, Object> broker, Duration timeout) {
        var millis = Math.toIntExact(timeout.toMillis());
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "milepost-intake");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        return settings;
    }

    /** Flushes the buffer. Events reported as accepted are already stored; senders retry the others. */
    @PreDestroy
    void close() {
        producer.close(timeout);
    }
}
