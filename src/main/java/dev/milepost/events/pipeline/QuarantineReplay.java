package dev.milepost.events.pipeline;

import dev.milepost.events.pipeline.RecordHeaders.ReplayOf;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.caller.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Replays quarantined records through the whole pipeline. */
@ApplicationScoped
class QuarantineReplay {

    private static final String OWN_ATTRIBUTE = RecordHeaders.ATTRIBUTE + "milepost";

    private final QuarantineRepository entries;
    private final EventProducer producer;
    private final Audit audit;

    QuarantineReplay(QuarantineRepository entries, EventProducer producer, Audit audit) {
        this.entries = entries;
        this.producer = producer;
        this.audit = audit;
    }

    QuarantineEntry replay(UUID id, Caller caller) {
        var record = entries.findRecord(id).orElseThrow(() -> unknownEntry(id.toString()));
        if (record.headers().containsKey(RecordHeaders.CUT)) {
            throw ProblemException.of(
                    ProblemType.INCOMPLETE_QUARANTINE_ENTRY,
                    "The record of entry %s was too large to store, so it cannot be replayed. Send the event again in smaller parts."
                            .formatted(id));
        }
        var headers = new ArrayList<Header>();
        record.headers().forEach((name, value) -> {
            if (!isOwn(name)) {
                headers.add(RecordHeaders.of(name, value));
            }
        });
        var replay = new ReplayOf(id, UUID.randomUUID());
        entries.markReplaying(replay);
        headers.add(replay.header());
        producer.sendOnce(List.of(new ProducerRecord<>(Topics.RAW, null, record.key(), record.value(), headers)));
        return QuarkusTransaction.requiringNew().call(() -> {
            entries.markReplayed(id);
            var entry = entries.findEntry(id).orElseThrow(() -> unknownEntry(id.toString()));
            audit.record(caller.name(), change(entry));
            return entry;
        });
    }

    /** Whether the service added the header. Such headers are not replayed, since the pipeline adds them again. */
    private static boolean isOwn(String header) {
        return header.startsWith("milepost-")
                || header.regionMatches(true, 0, OWN_ATTRIBUTE, 0, OWN_ATTRIBUTE.length());
    }

    private static AuditChange change(QuarantineEntry entry) {
        var event = entry.event();
        var after = new AuditState()
                .with("stage", entry.stage())
                .with("reason", entry.reason())
                .with("source", event.source())
                .with("event_id", event.id())
                .with("service", event.service())
                .with("replays", entry.replays());
        return new AuditChange("quarantine.replayed", entry.id().toString(), null, after.json());
    }

    /** There is no such entry, or it was deleted after retention. */
    static ProblemException unknownEntry(String id) {
        return ProblemException.of(
                ProblemType.UNKNOWN_QUARANTINE_ENTRY,
                "There is no quarantine entry %s. Entries are deleted after milepost.retention.".formatted(id));
    }
}
