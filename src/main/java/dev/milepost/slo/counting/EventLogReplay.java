package dev.milepost.slo.counting;

import dev.milepost.events.log.EventLogScanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Reads the log again for what is not complete, part by part, each in a transaction that keeps how far it came. */
@ApplicationScoped
class EventLogReplay {

    /** As many events take less than a second, however many of them count. */
    static final int BATCH_SIZE = 5_000;

    private final IndicatorCountRepository indicatorCounts;
    private final OutcomeRepository outcomes;
    private final EventLogScanner log;

    EventLogReplay(IndicatorCountRepository indicatorCounts, OutcomeRepository outcomes, EventLogScanner log) {
        this.indicatorCounts = indicatorCounts;
        this.outcomes = outcomes;
        this.log = log;
    }

    /** Reads on; false where there is nothing to read for, or others are about it. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean replayBatch(int size) {
        var pending = indicatorCounts.lockPendingBackfill();
        if (pending.ids().isEmpty()) {
            return false;
        }
        var counts = indicatorCounts.find(pending.ids());
        var types = counts.stream()
                .flatMap(indicatorCount -> indicatorCount.indicator().types().stream())
                .distinct()
                .toList();
        var part = log.find(types, pending.after(), size);
        outcomes.merge(EventGroups.of(counts, part.events()));
        if (part.end() == null) {
            indicatorCounts.complete(pending.ids(), log.retainedSince().orElse(null));
        } else {
            indicatorCounts.saveProgress(pending.ids(), part.end());
        }
        return true;
    }

    /** Takes away a part of what no definition uses; false where nothing is left. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean deleteDroppedBatch() {
        return indicatorCounts.deleteDroppedBatch();
    }
}
