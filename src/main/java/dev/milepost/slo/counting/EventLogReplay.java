package dev.milepost.slo.counting;

import dev.milepost.events.log.EventLogScanner;
import dev.milepost.events.log.EventLogScanner.EventChunk;
import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.slo.counting.IndicatorCountRepository.PendingBackfill;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts the event log for indicator counts that are incomplete. Each batch is one transaction that also stores the
 * progress.
 */
@ApplicationScoped
class EventLogReplay {

    /** A batch of this size takes less than a second, even if every event counts. */
    static final int BATCH_SIZE = 5_000;

    /** A batch whose events keep more than these bytes of heap ends early. */
    private static final long MOST_KEPT = 16 << 20;

    /** A batch takes about two seconds at most. */
    private static final long MOST_STEPS = 100_000_000;

    private final IndicatorCountRepository indicatorCounts;
    private final OutcomeRepository outcomes;
    private final EventLogScanner log;

    EventLogReplay(IndicatorCountRepository indicatorCounts, OutcomeRepository outcomes, EventLogScanner log) {
        this.indicatorCounts = indicatorCounts;
        this.outcomes = outcomes;
        this.log = log;
    }

    /**
     * Counts the next batch. Returns false if no backfill is pending or other replicas have locked all of them.
     *
     * @throws EvaluationMeter.TooManySteps if the batch needs to be smaller
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean replayBatch(int size) {
        return replayBatch(indicatorCounts.lockPendingBackfill(), size, new EvaluationMeter(MOST_STEPS));
    }

    /**
     * Counts the next batch of one indicator count. It waits while another transaction counts a batch of it. Returns
     * false if its backfill is complete.
     *
     * @param wait the longest wait, at least a millisecond; after it the query fails
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean replayBatch(String digest, Duration wait, int size) {
        return replayBatch(indicatorCounts.lockPendingBackfill(digest, wait), size, new EvaluationMeter(MOST_STEPS));
    }

    /**
     * Counts the next batch of one suspended indicator count, in about a quarter of a second at most. Returns false if
     * none has a pending backfill.
     *
     * @throws EvaluationMeter.TooManySteps if the batch needs to be smaller; never for a batch of one event
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean replaySuspendedBatch(int size) {
        var meter = new EvaluationMeter(size == 1 ? Long.MAX_VALUE : EvaluationMeter.STEPS_OF_BATCH);
        return replayBatch(indicatorCounts.lockSuspendedBackfill(), size, meter);
    }

    private boolean replayBatch(PendingBackfill pending, int size, EvaluationMeter meter) {
        if (pending.ids().isEmpty()) {
            return false;
        }
        var counts = meter.metered(indicatorCounts.find(pending.ids()));
        var types = counts.stream()
                .flatMap(indicatorCount -> indicatorCount.indicator().types().stream())
                .distinct()
                .toList();
        if (types.isEmpty()) {
            // The parts of a composite SLO are counted, and not events.
            indicatorCounts.complete(pending.ids(), null);
            return true;
        }
        var part = log.find(types, pending.after(), size);
        var groups = new EventGroups(counts);
        var end = add(part, groups);
        outcomes.merge(groups);
        if (end == null) {
            indicatorCounts.complete(pending.ids(), log.retainedSince().orElse(null));
        } else {
            indicatorCounts.saveProgress(pending.ids(), end);
        }
        return true;
    }

    /** Adds events until they keep too much heap. Returns the position after which the next batch begins. */
    private static @Nullable LogPosition add(EventChunk chunk, EventGroups groups) {
        for (var stored : chunk.events()) {
            groups.add(stored.read());
            if (groups.heap() > MOST_KEPT) {
                return stored.position();
            }
        }
        return chunk.end();
    }

    /** Deletes a batch of counts that no definition uses. Returns false if none are left. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean deleteDroppedBatch() {
        return indicatorCounts.deleteDroppedBatch();
    }
}
