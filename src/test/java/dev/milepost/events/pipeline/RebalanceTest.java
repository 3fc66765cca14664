package dev.milepost.events.pipeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.testing.RawTopicProducer;
import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Batches that are done while replicas come and go. */
@QuarkusTest
@Tag("service")
@Tag(Soak.ALONE)
class RebalanceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many that some of them are in a partition that stays with the service. */
    private static final int SERVICES = 50;

    private final String prefix = "rebalanced-" + UUID.randomUUID();

    /** The brokers take no commit while they wait for a member, and nothing comes later to commit it with. */
    @Test
    void commitsProcessedOffsetsDuringRebalance() {
        try (var slow = member();
                var joining = member()) {
            await().atMost(PATIENCE).until(() -> joins(slow));
            // From here on the group waits for the slow one, and the service hears of it with a heartbeat.
            joining.poll(Duration.ofSeconds(4));
            assertThat(joining.assignment()).isEmpty();

            sendChanges();
            await().atMost(PATIENCE).until(this::someAreLogged);

            await().atMost(PATIENCE).until(() -> joins(slow) && joins(joining));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
    }

    private static boolean joins(KafkaConsumer<byte[], byte[]> member) {
        member.poll(Duration.ofMillis(100));
        member.pause(member.assignment());
        return !member.assignment().isEmpty();
    }

    private void sendChanges() {
        try (var producer = new RawTopicProducer()) {
            services().forEach(service -> producer.sendChange(service, "change"));
        }
    }

    private boolean someAreLogged() {
        return services().stream()
                .anyMatch(service -> !given().get("/api/v1/events?service=" + service)
                        .<List<?>>path("items")
                        .isEmpty());
    }

    private List<String> services() {
        return IntStream.range(0, SERVICES).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static int lag() {
        return given().get("/api/v1/pipeline").path("lag_events");
    }

    private static KafkaConsumer<byte[], byte[]> member() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                        "group.id",
                        RawEventConsumer.GROUP,
                        "enable.auto.commit",
                        false,
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.RAW));
        return consumer;
    }
}
