package dev.milepost.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A producer that speaks Kafka, as one outside of this service would. */
public final class RawTopicProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    public RawTopicProducer() {
        this("none");
    }

    /** Whose batches are compressed, by which they may hold more than the broker's limits tell. */
    public RawTopicProducer(String compression) {
        this(compression, ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }

    /** @param servers where the broker is */
    RawTopicProducer(String compression, String servers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        32 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a record with these headers, given as name and value in turn. */
    public RawTopicProducer send(byte[] value, String... headers) {
        return send(null, value, headers);
    }

    private RawTopicProducer send(byte @Nullable [] key, byte[] value, String... headers) {
        var record = new ProducerRecord<>("milepost.events.raw", key, value);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        sent.add(producer.send(record));
        return this;
    }

    public RawTopicProducer send(String value, String... headers) {
        return send(value.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** A commit of a service, in binary mode and keyed by the service. */
    public RawTopicProducer sendChange(String service, String id) {
        return send(
                service.getBytes(StandardCharsets.UTF_8),
                "{\"commit_sha\":\"%s\",\"service_id\":\"%s\"}"
                        .formatted(id, service)
                        .getBytes(StandardCharsets.UTF_8),
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_source",
                "test/" + service,
                "ce_type",
                "com.company.change.created",
                "ce_time",
                "2026-06-10T12:34:00Z",
                "content-type",
                "application/json");
    }

    /** Waits until the broker has all that was sent. */
    @Override
    public void close() {
        try {
            for (var future : sent) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            producer.close();
        }
    }
}
