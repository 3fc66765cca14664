package dev.milepost.slo.counting;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts new events for all active indicators. */
@ApplicationScoped
class SloProjection implements Projection {

    private final DefinitionLock lock;
    private final IndicatorCountRepository indicatorCounts;
    private final OutcomeRepository outcomes;

    SloProjection(DefinitionLock lock, IndicatorCountRepository indicatorCounts, OutcomeRepository outcomes) {
        this.lock = lock;
        this.indicatorCounts = indicatorCounts;
        this.outcomes = outcomes;
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        lock.lockShared();
        outcomes.merge(EventGroups.of(indicatorCounts.findActive(), events));
    }
}
