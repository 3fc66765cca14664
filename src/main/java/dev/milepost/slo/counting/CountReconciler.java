package dev.milepost.slo.counting;

import dev.milepost.slo.definitions.SloDefinitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;

/** Starts, switches and drops indicator counts so that they match the SLO definitions. */
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

    /** Returns true if the indicator counts match the definitions. */
    boolean isReconciled() {
        return plan().isEmpty();
    }

    /** Applies the plan. The transaction must hold the exclusive {@link DefinitionLock}. */
    void reconcile() {
        var plan = plan();
        var ids = indicatorCounts.rows().stream()
                .collect(Collectors.toMap(IndicatorCountRepository.Row::digest, IndicatorCountRepository.Row::id));
        plan.toStart().forEach((digest, slo) -> ids.put(digest, indicatorCounts.add(digest, slo, clock.instant())));
        plan.toSwitch()
                .forEach(next -> countedDefinitions.put(
                        next.slo(), Objects.requireNonNull(ids.get(next.digest())), clock.instant()));
        plan.removed().forEach(countedDefinitions::remove);
        indicatorCounts.drop(plan.unused());
    }

    private ReconciliationPlan plan() {
        return new ReconciliationPlan(definitions.all(), countedDefinitions.all(), indicatorCounts.rows());
    }
}
