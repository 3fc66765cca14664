package dev.milepost.events.pipeline;

import dev.milepost.events.log.EventLog.AppendResult;
import dev.milepost.events.log.LogEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Quarantines events that cannot be processed, with the reason: in the quarantine topic and, for queries and replays,
 * in the database.
 */
@ApplicationScoped
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private final QuarantineRepository entries;
    private final QuarantinedRecordReader records;
    private final EventProducer producer;
    private final MeterRegistry meters;

    Quarantine(
            QuarantineRepository entries,
            QuarantinedRecordReader records,
            EventProducer producer,
            MeterRegistry meters) {
        this.entries = entries;
        this.records = records;
        this.producer = producer;
        this.meters = meters;
    }

    /** The stage of the pipeline in which a record failed. */
    enum Stage {
        ENRICHMENT,
        PROJECTION
    }

    /**
     * Returns the number of events in {@code [from, to)} that are missing from the numbers. An event without a known
     * time is counted by its arrival.
     */
    public long count(Instant from, Instant to) {
        return entries.countMissing(from, to);
    }

    /** Quarantines a record if the record causes the failure; any other failure is thrown. */
    void quarantineOrThrow(ConsumerRecord<byte[], byte[]> record, Stage stage, RuntimeException fault) {
        quarantineOrThrow(record, stage, fault, () -> true);
    }

    /**
     * Quarantines a record if the record causes the failure; any other failure is thrown.
     *
     * @param condition runs in the transaction that stores the entry; returns whether to store it
     */
    void quarantineOrThrow(
            ConsumerRecord<byte[], byte[]> record, Stage stage, RuntimeException fault, BooleanSupplier condition) {
        if (!FailureClassifier.isPermanent(fault)) {
            throw fault;
        }
        var quarantined = records.read(record, stage, fault);
        producer.sendOnce(List.of(quarantined.toRecord()));
        QuarkusTransaction.requiringNew().run(() -> {
            if (condition.getAsBoolean()) {
                entries.upsert(quarantined);
            }
        });
        LOG.warnf(
                "A record was quarantined as entry %s in stage %s: %s", quarantined.id(), stage, quarantined.reason());
        LOG.debugf(fault, "The record of quarantine entry %s could not be processed.", quarantined.id());
        meters.counter("milepost.events.quarantined", "stage", stage.name()).increment();
    }

    /** Appends events to the log. The quarantine entries that they replay are settled in the same transaction. */
    AppendResult appendAndSettle(List<LogEntry> batch, Supplier<AppendResult> append) {
        var replayed =
                batch.stream().map(LogEntry::replayOf).filter(Objects::nonNull).toList();
        if (replayed.isEmpty()) {
            return append.get();
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            var appended = append.get();
            entries.markSettled(replayed);
            return appended;
        });
    }
}
