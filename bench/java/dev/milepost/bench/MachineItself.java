package dev.milepost.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** What broker and database take when nothing stands in front of them. */
final class MachineItself {

    private static final int PARTITIONS = 6;

    private final String brokers;
    private final PGSimpleDataSource database;

    MachineItself(Site site) {
        brokers = site.brokers();
        database = site.database();
    }

    /** Records a second by one producer that is set as the service's own, key and value of the same bytes. */
    double producerRate(List<byte[]> events) throws Exception {
        var topic = "bench.raw";
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
        }
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", brokers);
        settings.put("acks", "all");
        settings.put("linger.ms", 5);
        settings.put("batch.size", 256 << 10);
        settings.put("compression.type", "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, topic, events.subList(0, events.size() / 10));
            long start = System.nanoTime();
            send(producer, topic, events);
            return events.size() / seconds(start);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, List<byte[]> events)
            throws Exception {
        var sent = new ArrayList<Future<?>>(events.size());
        for (int n = 0; n < events.size(); n++) {
            var key = ("default/default/svc-" + n % 200).getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(topic, key, events.get(n))));
        }
        for (var one : sent) {
            one.get();
        }
    }

    /** Rows a second by one COPY of the rows that the service wrote, into a table of the same shape. */
    double copyRate(int rows, boolean indexed) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            long copied = copy.copyOut("copy (select * from event limit %d) to stdout".formatted(rows), bytes);
            statement.execute("drop table if exists bench_copy");
            statement.execute("create table bench_copy (like event %s)".formatted(indexed ? "including indexes" : ""));
            statement.execute("checkpoint");
            long start = System.nanoTime();
            copy.copyIn("copy bench_copy from stdin", new ByteArrayInputStream(bytes.toByteArray()));
            double rate = copied / seconds(start);
            statement.execute("drop table bench_copy");
            return rate;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
