package dev.milepost.slo.counting;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.BatchTooSlow;
import dev.milepost.events.log.Projection;
import dev.milepost.slo.counting.EvaluationMeter.TooManySteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Counts new events for all active indicators. The steps of a batch are limited, so that expensive definitions do not
 * delay the events of others: those that take most are suspended.
 */
@ApplicationScoped
class SloProjection implements Projection {

    private final DefinitionLock lock;
    private final IndicatorCountRepository indicatorCounts;
    private final OutcomeRepository outcomes;
    private final SuspensionRepository suspensions;

    SloProjection(
            DefinitionLock lock,
            IndicatorCountRepository indicatorCounts,
            OutcomeRepository outcomes,
            SuspensionRepository suspensions) {
        this.suspensions = suspensions;
        this.lock = lock;
        this.indicatorCounts = indicatorCounts;
        this.outcomes = outcomes;
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        lock.lockShared();
        var meter = EvaluationMeter.ofEvents(events.size());
        try {
            outcomes.merge(EventGroups.of(meter.metered(indicatorCounts.findActive()), events));
        } catch (TooManySteps e) {
            suspensions.suspend(e.mostExpensive());
            throw new BatchTooSlow(e);
        }
    }
}
