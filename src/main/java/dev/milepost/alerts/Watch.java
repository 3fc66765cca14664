package dev.milepost.alerts;

import dev.milepost.slo.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is to be told of how objectives stand. */
@ApplicationScoped
class Watch {

    private final BudgetSignals budgets;
    private final Clock clock;

    Watch(AlertsConfig config, Clock clock) {
        this.budgets = new BudgetSignals(config.budgetThresholds().orElse(List.of()), config.budgetMargin());
        this.clock = clock;
    }

    List<Transition> transitions(List<Alert> told, List<Standing> standings) {
        var seen = standings.stream()
                .flatMap(standing -> Watched.of(standing).stream())
                .flatMap(watched -> watched.signals(budgets).stream())
                .toList();
        return Transition.all(told, seen, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
