package dev.milepost.events.pipeline;

import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.Secrets;
import dev.milepost.events.log.LogEntry;
import dev.milepost.events.log.LogEntry.RecordPosition;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Consumes the enriched topic and runs the projections. When an offset is committed, its event is in the log and the
 * projections, or in quarantine.
 */
@ApplicationScoped
class EnrichedEventConsumer {

    static final String CHANNEL = "enriched-events";
    private static final String GROUP = "milepost-projection";
    private static final int MOST_RECORDS = 5_000;

    private final EventReader reader;
    private final Secrets secrets;
    private final EnrichedTopicOffsets topic;
    private final EventLogWriter log;
    private final QuarantineRepository quarantine;

    EnrichedEventConsumer(
            EventReader reader,
            Secrets secrets,
            EnrichedTopicOffsets topic,
            EventLogWriter log,
            QuarantineRepository quarantine) {
        this.quarantine = quarantine;
        this.reader = reader;
        this.secrets = secrets;
        this.topic = topic;
        this.log = log;
    }

    void onStart(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start,
            BatchReaders readers,
            PipelineConfig config) {
        readers.start(
                CHANNEL,
                Topics.ENRICHED,
                GROUP,
                MOST_RECORDS,
                config.fetchWait().multipliedBy(2),
                topic::onPartitionsAssigned,
                this::project);
    }

    private void project(ConsumerRecords<byte[], byte[]> batch) {
        var id = topic.idOf(batch);
        var read = new ArrayList<EventLogWriter.ConsumedRecord>(batch.count());
        for (var record : batch) {
            var position = new RecordPosition(id, record.partition(), record.offset());
            try {
                read.add(new EventLogWriter.ConsumedRecord(record, position, entry(record, position)));
            } catch (RuntimeException e) {
                quarantineRecord(read, new EventLogWriter.ConsumedRecord(record, position, null), e);
            } catch (OutOfMemoryError | StackOverflowError e) {
                quarantineRecord(
                        read, new EventLogWriter.ConsumedRecord(record, position, null), FailureClassifier.tooLarge(e));
            }
        }
        log.write(read);
    }

    /**
     * Quarantines a record, after writing the records before it in the batch, so that the stored progress never skips
     * them.
     */
    private void quarantineRecord(
            List<EventLogWriter.ConsumedRecord> before, EventLogWriter.ConsumedRecord read, RuntimeException fault) {
        log.write(before);
        before.clear();
        log.moveToQuarantine(read, fault);
    }

    private LogEntry entry(ConsumerRecord<byte[], byte[]> record, RecordPosition position) {
        BoundedBytes.check(record);
        var envelope = secrets.leaveOut(RecordHeaders.envelope(record));
        var event = reader.readEnriched(envelope, Instant.ofEpochMilli(record.timestamp()));
        EventDigest.require(record.headers(), envelope, event);
        UUID replayOf = RecordHeaders.replayOf(record.headers())
                .flatMap(quarantine::findReplayed)
                .orElse(null);
        return new LogEntry(position, envelope.attributes(), envelope.data(), event, replayOf);
    }
}
