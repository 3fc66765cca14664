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

    /** The topics that have a record with the text in its key, its value or a header. */
    public static List<String> topicsWith(String text) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var found = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.listTopics().forEach((topic, parts) -> {
                var partitions = parts.stream()
                        .map(part -> new TopicPartition(topic, part.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
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

    private static boolean has(ConsumerRecord<byte[], byte[]> record, String text) {
        var all = new StringBuilder(text(record.key())).append(text(record.value()));
        record.headers().forEach(header -> all.append(text(header.value())));
        return all.indexOf(text) >= 0;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
