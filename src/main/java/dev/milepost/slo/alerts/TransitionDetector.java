package dev.milepost.slo.alerts;

import dev.milepost.slo.status.SloStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Determines the transitions from the announced alerts to the current states of objectives. */
@ApplicationScoped
class TransitionDetector {

    private final BudgetObservations budgetObservations;
    private final Clock clock;

    TransitionDetector(AlertsConfig config, Clock clock) {
        this.budgetObservations =
                new BudgetObservations(config.budgetThresholds().orElse(List.of()), config.budgetMargin());
        this.clock = clock;
    }

    List<Transition> transitions(List<Alert> previous, List<SloStatus> statuses) {
        var observations = statuses.stream()
                .flatMap(status -> WatchedObjective.of(status).stream())
                .flatMap(watched -> watched.observe(budgetObservations).stream())
                .toList();
        return Transition.all(previous, observations, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
