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

/**
 * Where texts are kept: in which tables and in which topics. Only what was written since this was made is looked at, so the
 * texts are those that a test makes up.
 */
public final class KeptTexts {

    private static final String TABLES = """
            select quote_ident(nspname) || '.' || quote_ident(relname)
            from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where relkind in ('r', 'm') and nspname not in ('pg_catalog', 'information_schema') order by 1
            """;

    private final Sql sql;
    private final long firstTransaction;
    private final Map<TopicPartition, Long> ends;

    private KeptTexts(Sql sql, long firstTransaction, Map<TopicPartition, Long> ends) {
        this.sql = sql;
        this.firstTransaction = firstTransaction;
        this.ends = ends;
    }

    public static KeptTexts sinceNow(DataSource database) {
        var sql = new Sql(database);
        var transaction = sql.query("select pg_current_xact_id()::text::bigint", row -> row.getLong(1));
        try (var consumer = consumer()) {
            var all = consumer.listTopics().entrySet().stream()
                    .flatMap(topic -> partitions(topic.getKey(), topic.getValue()).stream())
                    .toList();
            return new KeptTexts(sql, transaction.get(0), consumer.endOffsets(all));
        }
    }

    /** The tables that have a row with the text in any of its columns, as text or as bytes. */
    public List<String> tablesWith(String text) {
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return sql.query(TABLES, row -> row.getString(1)).stream()
                .filter(table -> sql.query(
                                "select exists (select from %s as r where r.xmin::text::bigint >= ? and (strpos(r::text, ?) > 0 or strpos(r::text, ?) > 0))"
                                        .formatted(table),
                                row -> row.getBoolean(1),
                                firstTransaction,
                                text,
                                hex)
                        .get(0))
                .toList();
    }

    /** The topics that have a record with the text in its key, its value or a header. */
    public List<String> topicsWith(String text) {
        var found = new ArrayList<String>();
        try (var consumer = consumer()) {
            consumer.listTopics().forEach((topic, parts) -> {
                var partitions = partitions(topic, parts);
                consumer.assign(partitions);
                partitions.forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 0L)));
                var now = consumer.endOffsets(partitions);
                while (now.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
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
