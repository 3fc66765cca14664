package dev.milepost;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events of the greatest size, whose contents need more or less of the heap. */
final class LargeEvents {

    static final int MIB = 1 << 20;

    /** An event has at most 1 MiB, its attributes included. */
    static final int DATA = MIB - 600;

    private static final int NESTING = 90;

    /** An objective of the feedback. */
    static final String PREVIEW = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: nested}
            spec:
              service: sample
              timeWindow: [{duration: 28d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.9}]
              indicator:
                metadata: {name: nested}
                spec:
                  ratioMetric:
                    total:
                      metricSource: {type: milepost, spec: {events: [feedback.submitted], by: [data.service_id]}}
                    good:
                      metricSource: {type: milepost, spec: {filter: data.rating >= 4.0}}
            """;

    private final AtomicInteger ids = new AtomicInteger();
    private final String brokers;

    LargeEvents(String brokers) {
        this.brokers = brokers;
    }

    int nextId() {
        return ids.incrementAndGet();
    }

    /** Eight events of 1 MiB, written as they are sent. */
    BodyPublisher batch(String content) {
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < 8; i++) {
            var event = event(content, data(content, DATA));
            parts.add(((i == 0 ? "[" : ",") + event).getBytes(StandardCharsets.UTF_8));
        }
        parts.add(new byte[] {']'});
        return BodyPublishers.ofByteArrays(parts);
    }

    /** An event of 1 MiB, of a type whose parameters are searched for secrets. */
    String nestedEvent() {
        return event(
                "nested", "{\"parameters\": 1, " + data("nested", DATA - 20).substring(1));
    }

    /** A batch of one event of almost 10 MiB. */
    String oversizedBatch() {
        return "[" + event("nested", data("nested", 10 * MIB - 600)) + "]";
    }

    private String event(String service, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "heap", "type": "com.company.build.note", "subject": "svc-%s",
                 "correlationid": "of-%s", "time": "2026-06-10T12:34:00Z", "data": %s}
                """.formatted("http-" + ids.incrementAndGet(), service, service, data);
    }

    /** One event of 1 MiB, of a type that objectives may count. */
    BodyPublisher feedback(String content) {
        return BodyPublishers.ofString("""
                [{"specversion": "1.0", "id": "%s", "source": "heap", "type": "com.company.feedback.submitted", "subject": "svc-%s",
                  "correlationid": "of-%s", "time": "2026-06-10T12:34:00Z", "data": {"rating": 5, %s}]
                """.formatted(
                        "feedback-" + ids.incrementAndGet(),
                        content,
                        content,
                        data(content, DATA).substring(1)));
    }

    static String data(String content, int bytes) {
        var one = switch (content) {
            case "text" -> "p";
            case "lists" -> "[],";
            case "objects" -> "{},";
            case "members" -> "{\"a\":0},";
            // No other structure is as large a tree: fifty times its text.
            case "nested" -> "{\"\":".repeat(NESTING) + "{}" + "}".repeat(NESTING) + ",";
            case "texts" -> "\"\",";
            default -> throw new IllegalArgumentException(content);
        };
        var repeated = one.repeat((bytes - 100) / one.length());
        return content.equals("text")
                ? "{\"x\": \"" + repeated + "\"}"
                : "{\"x\": [" + repeated.substring(0, repeated.length() - 1) + "]}";
    }

    KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1_000,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        3 * MIB,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128 * MIB,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        64 * MIB),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(KafkaProducer<byte[], byte[]> producer, int count, byte[] value, String type) throws Exception {
        var sent = new ArrayList<Future<?>>();
        for (int i = 0; i < count; i++) {
            var record = new ProducerRecord<>("milepost.events.raw", new byte[] {'k'}, value);
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", "kafka-" + ids.incrementAndGet(),
                            "ce_source", "heap",
                            "ce_type", type,
                            "ce_subject", "svc-kafka",
                            "ce_time", "2026-06-10T12:34:00Z",
                            "content-type", "application/json")
                    .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            sent.add(producer.send(record));
        }
        producer.flush();
        for (var one : sent) {
            one.get();
        }
    }

    static byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < 10; i++) {
                var entry = new TarArchiveEntry("file-" + i + ".txt");
                entry.setSize(MIB);
                tar.putArchiveEntry(entry);
                tar.write("line\n".repeat(MIB / 5 + 1).getBytes(StandardCharsets.UTF_8), 0, MIB);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
