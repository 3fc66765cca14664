package dev.milepost.slo.counting;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;

/** Keeps what is counted in step with what is defined. */
@ApplicationScoped
class CountReconciler {

    private final SloDefinitions definitions;
    private final CountedDefinitionRepository countedDefinitions;
    private final IndicatorCountRepository indicatorCounts;
    private final Clock clock;

    CountReconciler(
            SloDefinitions definitions,
            CountedDefinitionRepository countedDefinitions,
            IndicatorCountRepository indicatorCounts,
            Clock clock) {
        this.definitions = definitions;
        this.countedDefinitions = countedDefinitions;
        this.indicatorCounts = indicatorCounts;
        this.clock = clock;
    }

    /** Whether nothing is to be done. */
    boolean isReconciled() {
        return plan().isEmpty();
    }

    /** Whether a definition is what is answered by, all of the log having been read for it. */
    boolean isComplete(String slo) {
        var row = countedDefinitions.all().get(slo);
        return row != null
                && definitions.find(slo).filter(row::isCountedBy).isPresent()
                && indicatorCounts.rows().stream().anyMatch(one -> one.id() == row.indicatorCount() && one.complete());
    }

    /** In a transaction that has the turn to define. */
    void reconcile() {
        var plan = plan();
        var ids = indicatorCounts.rows().stream()
                .collect(Collectors.toMap(IndicatorCountRepository.Row::digest, IndicatorCountRepository.Row::id));
        plan.toStart().forEach((digest, slo) -> ids.put(digest, indicatorCounts.add(digest, slo, clock.instant())));
        plan.toSwitch().forEach((slo, digest) -> reconcile(slo, Objects.requireNonNull(ids.get(digest))));
        plan.removed().forEach(countedDefinitions::remove);
        indicatorCounts.drop(plan.unused());
    }

    private void reconcile(SloDefinition slo, int reckoning) {
        countedDefinitions.put(slo, reckoning, clock.instant());
    }

    private ReconciliationPlan plan() {
        return new ReconciliationPlan(definitions.all(), countedDefinitions.all(), indicatorCounts.rows());
    }
}
