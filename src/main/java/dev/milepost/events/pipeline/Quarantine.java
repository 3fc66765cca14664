package dev.milepost.events.pipeline;

import dev.milepost.events.log.EventLog.AppendResult;
import dev.milepost.events.log.LogEntry;
import dev.milepost.events.log.QuarantineCounter;
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

/** What could not be processed, why, and again: in the quarantine topic and, to be asked for, in the database. */
@ApplicationScoped
public class Quarantine implements QuarantineCounter {

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

    /** Where in the pipeline a record failed. */
    enum Stage {
        ENRICHMENT,
        PROJECTION
    }

    /** How many events of {@code [from, to)} are missing from the numbers; by arrival where their time is unknown. */
    @Override
    public long count(Instant from, Instant to) {
        return entries.count(from, to);
    }

    /** Keeps a record that is at fault itself; any other fault is thrown. */
    void quarantineOrThrow(ConsumerRecord<byte[], byte[]> record, Stage stage, RuntimeException fault) {
        quarantineOrThrow(record, stage, fault, () -> true);
    }

    /**
     * Keeps a record that is at fault itself; any other fault is thrown.
     *
     * @param first is done in the transaction that keeps it, and says whether it is to be kept at all
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
        LOG.warnf("The event %s was quarantined in %s: %s", quarantined.id(), stage, quarantined.reason());
        LOG.debugf(fault, "The event %s could not be processed.", quarantined.id());
        meters.counter("milepost.events.quarantined", "stage", stage.name()).increment();
    }

    /** Adds events to the log; those that are replays leave quarantine in the same transaction. */
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
