package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.events.log.Outbox;
import dev.milepost.events.log.Outbox.Message;
import dev.milepost.testing.Outages;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class OutboxTest {

    private static final String TOPIC = "milepost.templates.latest";

    @Inject
    Outbox outbox;

    private final String key = UUID.randomUUID() + "/";

    @Test
    void sendsInOrderAtLeastOnceDuringOutages() {
        publish(0, 10);
        Outages.ofKafka(() -> {
            publish(10, 20);
            await().pollDelay(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> outbox.size() > 0);
        });
        publish(20, 30);

        awaitNothingWaiting();
        for (var name : List.of("a", "b", "c")) {
            var versions = versions(name);
            assertThat(versions).as(name).isSorted().endsWith(29);
        }
    }

    @Test
    void sendsNothingOfRolledBackTransaction() {
        QuarkusTransaction.begin();
        outbox.publish(TOPIC, key + "gone", "1".getBytes(StandardCharsets.UTF_8));
        QuarkusTransaction.rollback();
        publish(0, 1);

        awaitNothingWaiting();
        assertThat(versions("gone")).isEmpty();
        assertThat(versions("a")).containsOnly(0);
    }

    /** Kafka refuses it each time, and nothing after it would be sent. */
    @Test
    void leavesOutMessageThatIsTooLarge() {
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(TOPIC, key + "large", new byte[5 << 20]));
        publish(0, 1);

        awaitNothingWaiting();
        assertThat(records("large")).isEmpty();
        assertThat(versions("a")).containsExactly(0);
    }

    @Test
    void sendsTombstones() {
        publish(0, 1);
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(TOPIC, key + "a", null));

        awaitNothingWaiting();
        var records = records("a");
        assertThat(records.get(records.size() - 1).value()).isNull();
    }

    /** Each version of each of three things in a transaction of its own. */
    private void publish(int from, int to) {
        IntStream.range(from, to)
                .forEach(version -> QuarkusTransaction.requiringNew()
                        .run(() -> outbox.publish(
                                TOPIC, List.of(message("a", version), message("b", version), message("c", version)))));
    }

    private Message message(String name, int version) {
        return new Message(key + name, Integer.toString(version).getBytes(StandardCharsets.UTF_8));
    }

    private void awaitNothingWaiting() {
        await().atMost(Duration.ofSeconds(60)).until(() -> outbox.size() == 0);
    }

    private List<Integer> versions(String name) {
        return records(name).stream()
                .map(record -> Integer.valueOf(record.value()))
                .toList();
    }

    private List<ConsumerRecord<String, String>> records(String name) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        found.removeIf(record -> !record.key().equals(key + name));
        return found;
    }
}
