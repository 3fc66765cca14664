package dev.milepost.testing;

import dev.milepost.platform.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** All that the service keeps, in tables and topics, searched for a text. */
public final class KeptTexts {

    private static final String TABLES = """
            select quote_ident(nspname) || '.' || quote_ident(relname)
            from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where relkind in ('r', 'm') and nspname not in ('pg_catalog', 'information_schema') order by 1
            """;

    private KeptTexts() {}

    /** The tables that have a row with the text in any of its columns, as text or as bytes. */
    public static List<String> tablesWith(String text, DataSource database) {
        var sql = new Sql(database);
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return sql.query(TABLES, row -> row.getString(1)).stream()
                .filter(table -> sql.query(
                                "select exists (select from %s as r where strpos(r::text, ?) > 0 or strpos(r::text, ?) > 0)"
                                        .formatted(table),
                                row -> row.getBoolean(1),
                                text,
                                hex)
                        .get(0))
                .toList();
    }

    /** Where the topics end now. */
    public static Map<TopicPartition, Long> topicEnds() {
        try (var consumer = consumer()) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .flatMap(topic -> partitions(topic.getKey(), topic.getValue()).stream())
                    .toList();
            return consumer.endOffsets(partitions);
        }
    }

    /**
     * The topics that have a record with the text in its key, its value or a header.
     *
     * @param from where to begin; new partitions are read whole
     */
    public static List<String> topicsWith(String text, Map<TopicPartition, Long> from) {
        var found = new ArrayList<String>();
        try (var consumer = consumer()) {
            consumer.listTopics().forEach((topic, parts) -> {
                var partitions = partitions(topic, parts);
                consumer.assign(partitions);
                partitions.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
                var ends = consumer.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    for (var record : consumer.poll(Duration.ofMillis(100))) {
                        if (!found.contains(topic) && has(record, text)) {
                            found.add(topic);
                        }
                    }
                }
            });
        }
        return found;
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic, List<PartitionInfo> parts) {
        return parts.stream()
                .map(part -> new TopicPartition(topic, part.partition()))
                .toList();
    }

    private static boolean has(ConsumerRecord<byte[], byte[]> record, String text) {
        var all = new StringBuilder(text(record.key())).append(text(record.value()));
        record.headers().forEach(header -> all.append(text(header.value())));
        return all.indexOf(text) >= 0;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
