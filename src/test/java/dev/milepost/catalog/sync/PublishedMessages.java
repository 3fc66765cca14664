package dev.milepost.catalog.sync;

import static org.awaitility.Awaitility.await;

import dev.milepost.platform.sql.Sql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** What the service tells the outside by itself. */
public final class PublishedMessages {

    private final Sql sql;

    public PublishedMessages(DataSource database) {
        sql = new Sql(database);
    }

    /** Waits until nothing is left to be sent. */
    public void awaitSent() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sql.query("select count(*) from outbox", row -> row.getLong(1))
                        .equals(List.of(0L)));
    }

    /** The last value of each key of a topic; null where its last is a tombstone. */
    public static Map<String, @Nullable String> latest(String topic) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var latest = new HashMap<String, @Nullable String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> latest.put(record.key(), record.value()));
            }
        }
        return latest;
    }
}
