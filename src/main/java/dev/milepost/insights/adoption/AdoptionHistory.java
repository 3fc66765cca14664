package dev.milepost.insights.adoption;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.upgrades.scaffolding.RunHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads the timelines of the services that use or used a golden path, and its scaffold runs. */
@ApplicationScoped
class AdoptionHistory {

    private final ServiceHistory history;
    private final RunHistory runs;

    AdoptionHistory(ServiceHistory history, RunHistory runs) {
        this.history = history;
        this.runs = runs;
    }

    /**
     * The history of a golden path up to a time.
     *
     * @param runs of all runs before that time
     * @param services the services on the golden path at that time, by name
     * @param movements of all services that a run created or that were on the golden path at the start or end of the
     *     window
     */
    record TemplateHistory(RunAggregator runs, Map<String, OwnershipPeriod> services, List<VersionChange> movements) {}

    TemplateHistory find(String template, Timeframe window) {
        var aggregated = new RunAggregator(window);
        runs.readBefore(template, window.to(), aggregated::add);
        var services = on(template, window.to().minusNanos(1_000));
        var names = new TreeSet<>(services.keySet());
        names.addAll(on(template, window.from()).keySet());
        names.addAll(aggregated.services());
        return new TemplateHistory(aggregated, services, VersionChange.of(template, history.findPeriods(names)));
    }

    private Map<String, OwnershipPeriod> on(String template, Instant moment) {
        var on = new HashMap<>(history.findAt(moment));
        on.values().removeIf(known -> !template.equals(known.template()));
        return on;
    }
}
