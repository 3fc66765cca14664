package dev.milepost.upgrades.outcomes;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Projects the outcomes of upgrades. The version of a service follows from them in the history of ownership. */
@ApplicationScoped
class UpgradeProjection implements Projection {

    private final ServiceUpgrades upgrades;

    UpgradeProjection(ServiceUpgrades upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        var outcomes = events.stream()
                .flatMap(event -> UpgradeOutcome.of(event).stream())
                .toList();
        if (!outcomes.isEmpty()) {
            upgrades.add(outcomes);
        }
    }
}
