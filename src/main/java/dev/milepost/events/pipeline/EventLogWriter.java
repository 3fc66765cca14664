package dev.milepost.events.pipeline;

import dev.milepost.events.log.EventLog;
import dev.milepost.events.log.LogEntry;
import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.events.pipeline.Quarantine.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes batches to the event log. If a batch fails, it isolates the faulty event. */
@ApplicationScoped
class EventLogWriter {

    private static final Logger LOG = Logger.getLogger(EventLogWriter.class);

    private final EventLog log;
    private final Quarantine quarantine;
    private final MeterRegistry meters;
    /** Only one thread writes batches. */
    private final BatchLimit limit = new BatchLimit();

    EventLogWriter(EventLog log, Quarantine quarantine, MeterRegistry meters) {
        this.log = log;
        this.quarantine = quarantine;
        this.meters = meters;
    }

    /**
     * A record and the entry read from it.
     *
     * @param entry null if the record could not be read
     */
    record ConsumedRecord(
            ConsumerRecord<byte[], byte[]> record,
            RecordPosition position,
            @Nullable LogEntry entry) {}

    /**
     * Writes a batch, in transactions that do not take long. If one fails permanently, it writes the halves of the
     * batch, down to the faulty event.
     */
    void write(List<ConsumedRecord> batch) {
        for (int written = 0; written < batch.size(); ) {
            int end = Math.min(batch.size(), written + limit.events());
            if (writeTogether(batch.subList(written, end))) {
                written = end;
            }
        }
    }

    /** Returns false if nothing was written because it takes too long. Then fewer events are to be written, or again. */
    private boolean writeTogether(List<ConsumedRecord> batch) {
        long begin = System.nanoTime();
        try {
            append(batch.stream()
                    .map(read -> Objects.requireNonNull(read.entry()))
                    .toList());
            limit.committed(batch.size(), since(begin));
        } catch (RuntimeException e) {
            if (isTooSlow(e, batch.size(), since(begin))) {
                LOG.debugf("Writing %d events takes too long: %s", batch.size(), FailureClassifier.describe(e));
                limit.reduce(batch.size());
                return false;
            }
            if (!FailureClassifier.isPermanent(e)) {
                throw e;
            }
            splitAndWrite(batch, e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            splitAndWrite(batch, FailureClassifier.tooLarge(e));
        }
        return true;
    }

    /** Whether another attempt can be quicker: with fewer events, or after the projection has removed the cause. */
    private static boolean isTooSlow(RuntimeException failure, int events, Duration took) {
        return FailureClassifier.isTooSlow(failure)
                || (events > 1 && BatchLimit.isTooLong(took) && !FailureClassifier.isPermanent(failure));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void splitAndWrite(List<ConsumedRecord> batch, RuntimeException fault) {
        if (batch.size() == 1) {
            moveToQuarantine(batch.get(0), fault);
            return;
        }
        LOG.debugf(
                "A batch of %d events failed and is split in two: %s", batch.size(), FailureClassifier.describe(fault));
        write(batch.subList(0, batch.size() / 2));
        write(batch.subList(batch.size() / 2, batch.size()));
    }

    /**
     * Moves an event to quarantine and advances the progress past it. A failure of the environment is thrown instead.
     */
    void moveToQuarantine(ConsumedRecord read, RuntimeException fault) {
        quarantine.quarantineOrThrow(read.record(), Stage.PROJECTION, fault, () -> log.skip(read.position()));
    }

    private void append(List<LogEntry> entries) {
        var appended = quarantine.appendAndSettle(entries, () -> log.append(entries));
        meters.counter("milepost.events.projected").increment(appended.added());
        meters.counter("milepost.events.duplicates").increment(appended.duplicates());
    }
}
