package dev.milepost.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of the events, while no service is there. */
public final class EventTopics implements AutoCloseable {

    private static final String RAW = "milepost.events.raw";
    private static final String ENRICHED = "milepost.events.enriched";
    private static final int PARTITIONS = 6;

    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    public EventTopics(String servers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
        producer = new KafkaProducer<>(
                // An idempotent one may take the new topic for the old one, whose sequence goes on elsewhere.
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Deletes both with all that is in them; the first is there again, the second is left for the service to make. */
    public void makeAnew() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(RAW, ENRICHED)).all().get();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !admin.listTopics().names().get().contains(RAW));
        admin.createTopics(List.of(new NewTopic(RAW, PARTITIONS, (short) 1)
                        .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                .all()
                .get();
    }

    /** In structured mode, each event keyed by its service as the intake does. */
    public void send(List<JsonNode> events) {
        for (var event : events) {
            var service = event.path("data")
                    .path("service_id")
                    .asText(event.path("subject").asText());
            var record = new ProducerRecord<>(RAW, "default/default/" + service, event.toString());
            record.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
            sent.add(producer.send(record));
        }
    }

    /** Waits until the broker has all that was sent. */
    public void awaitSent() throws ExecutionException, InterruptedException {
        for (var record : sent) {
            record.get();
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
