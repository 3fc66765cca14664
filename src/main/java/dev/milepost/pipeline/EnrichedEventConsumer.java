package dev.milepost.pipeline;

import dev.milepost.events.EventReader;
import dev.milepost.events.LogEntry;
import dev.milepost.events.LogEntry.Position;
import dev.milepost.events.Secrets;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The Kafka edge of projection. What it commits is in the log and the projections, or in quarantine. */
@ApplicationScoped
class EnrichedEventConsumer {

    static final String CHANNEL = "enriched-events";

    private final EventReader reader;
    private final Secrets secrets;
    private final EnrichedTopic topic;
    private final LogWriter log;
    private final QuarantineRepository quarantine;
    private final ConsumedOffsets offsets;

    EnrichedEventConsumer(
            EventReader reader,
            Secrets secrets,
            @Identifier(CHANNEL) EnrichedTopic topic,
            LogWriter log,
            QuarantineRepository quarantine,
            ConsumedOffsets offsets) {
        this.quarantine = quarantine;
        this.reader = reader;
        this.secrets = secrets;
        this.topic = topic;
        this.log = log;
        this.offsets = offsets;
    }

    @Incoming(CHANNEL)
    @Blocking
    void receive(ConsumerRecords<byte[], byte[]> batch) {
        offsets.consume(CHANNEL, batch, this::project);
    }

    private void project(ConsumerRecords<byte[], byte[]> batch) {
        var id = topic.idOf(batch);
        var read = new ArrayList<LogWriter.Read>(batch.count());
        for (var record : batch) {
            var position = new Position(id, record.partition(), record.offset());
            try {
                read.add(new LogWriter.Read(record, position, entry(record, position)));
            } catch (RuntimeException e) {
                // What stood before it in the partition goes first, so that the progress never runs ahead.
                log.write(read);
                read.clear();
                log.setAside(new LogWriter.Read(record, position, null), e);
            }
        }
        log.write(read);
    }

    private LogEntry entry(ConsumerRecord<byte[], byte[]> record, Position position) {
        var envelope = secrets.leaveOut(RecordHeaders.envelope(record));
        var event = reader.readEnriched(envelope, Instant.ofEpochMilli(record.timestamp()));
        CheckedIdentity.require(record.headers(), envelope, event);
        UUID replayOf = RecordHeaders.replayOf(record.headers())
                .flatMap(quarantine::findReplayed)
                .orElse(null);
        return new LogEntry(position, envelope.attributes(), envelope.data(), event, replayOf);
    }
}
