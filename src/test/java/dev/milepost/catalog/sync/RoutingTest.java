package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of services with an annotation also go to the topic of its route, which the tests' configuration has. */
@QuarkusTest
@Tag("service")
class RoutingTest {

    private static final String TOPIC = "milepost.events.pci";
    private static final int EVENTS = 300;

    private final CatalogProcessorClient backstage = new CatalogProcessorClient();
    /** What enrichment says of the services: team, tier and risk. */
    private final Set<String> teams = new HashSet<>();

    @Test
    void copiesEventsOfAnnotatedServicesToRouteTopicInOrder() {
        CatalogProcessorClient.sync(
                backstage.component(
                        "cards",
                        "milepost.dev/compliance-level",
                        "pci",
                        "milepost.dev/tier",
                        "1",
                        "milepost.dev/risk",
                        "high",
                        "owner",
                        backstage.name("team-cards")),
                backstage.component("ledger", "milepost.dev/compliance-level", "sox"),
                backstage.component("blog", "milepost.dev/compliance-level", "internal"));

        send("cards", "ledger", "blog", "stranger");
        CatalogProcessorClient.awaitNoLag();

        assertThat(routed("cards")).containsExactlyElementsOf(numbers());
        assertThat(routed("ledger")).containsExactlyElementsOf(numbers());
        assertThat(teams).contains(backstage.name("team-cards") + " 1 high");
        assertThat(routed("blog")).isEmpty();
        assertThat(routed("stranger")).isEmpty();
        // Nothing is missing from where it goes anyway.
        var kept = CatalogProcessorClient.get(
                        "/events?limit=1000&type=change.created&service=" + backstage.name("cards"))
                .extract()
                .<List<String>>path("items.id");
        assertThat(kept.size()).isEqualTo(EVENTS);
    }

    private void send(String... services) {
        for (int i = 0; i < EVENTS; i += 50) {
            var batch = new ArrayList<Map<String, Object>>();
            for (int n = i; n < i + 50; n++) {
                for (var service : services) {
                    batch.add(backstage.event(
                            service, "change.created", "2026-06-10T10:00:00Z", Map.of("commit_sha", "c" + n)));
                }
            }
            CatalogProcessorClient.send(batch);
        }
    }

    private static List<String> numbers() {
        return IntStream.range(0, EVENTS).mapToObj(n -> "c" + n).toList();
    }

    /** The commits that the topic has of a service, in its order. */
    private List<String> routed(String service) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().endsWith("/" + backstage.name(service))) {
                        var body = new String(record.value(), StandardCharsets.UTF_8);
                        // Beside them comes the news that the catalog has the service.
                        if (body.contains("commit_sha")) {
                            teams.add("%s %s %s"
                                    .formatted(said(record, "team"), said(record, "tier"), said(record, "risk")));
                            found.add(body.replaceAll(".*\"commit_sha\":\"(c\\d+)\".*", "$1"));
                        }
                    }
                });
            }
        }
        return found;
    }

    private static String said(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader("ce_milepost" + name);
        return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
