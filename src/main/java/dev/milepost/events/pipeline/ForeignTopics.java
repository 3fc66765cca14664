package dev.milepost.events.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Reads topics of other systems. Their records are no events: other packages translate them. */
@ApplicationScoped
public class ForeignTopics {

    private static final Logger LOG = Logger.getLogger(ForeignTopics.class);

    private static final int MOST_RECORDS = 500;

    private final BatchReaders readers;
    private final PipelineConfig config;

    ForeignTopics(BatchReaders readers, PipelineConfig config) {
        this.readers = readers;
        this.config = config;
    }

    /**
     * A record.
     *
     * @param time when it was written
     */
    public record ForeignRecord(byte[] value, Instant time) {}

    /**
     * Starts reading a topic from its first record.
     *
     * @param name the name of the reader, in logs and metrics
     * @param work processes some records; retried until it returns
     */
    public void read(String name, String topic, String group, Consumer<List<ForeignRecord>> work) {
        readers.start(name, topic, group, MOST_RECORDS, config.fetchWait(), (consumer, partitions) -> {}, batch -> {
            var records = new ArrayList<ForeignRecord>(batch.count());
            batch.forEach(record -> add(record, records));
            if (!records.isEmpty()) {
                work.accept(records);
            }
        });
    }

    private static void add(ConsumerRecord<byte[], byte[]> record, List<ForeignRecord> records) {
        try {
            BoundedBytes.check(record);
        } catch (RuntimeException e) {
            LOG.debugf("A record of %s is passed over: %s", record.topic(), e.getMessage());
            return;
        }
        if (record.value() != null) {
            records.add(new ForeignRecord(record.value(), Instant.ofEpochMilli(record.timestamp())));
        }
    }
}
