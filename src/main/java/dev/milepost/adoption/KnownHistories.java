package dev.milepost.adoption;

import dev.milepost.ownership.KnownPeriod;
import dev.milepost.ownership.ServiceHistory;
import dev.milepost.runs.RunHistory;
import dev.milepost.runs.RunHistory.RecordedRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is known of the services that a golden path has had to do with. */
@ApplicationScoped
class KnownHistories {

    private final ServiceHistory history;
    private final RunHistory runs;

    KnownHistories(ServiceHistory history, RunHistory runs) {
        this.history = history;
        this.runs = runs;
    }

    /**
     * The past of a golden path up to a moment.
     *
     * @param runs all before it
     * @param services on the golden path at the moment, by name
     * @param movements of all services that a run made or that were on it at either end of the window
     */
    record Past(List<RecordedRun> runs, Map<String, KnownPeriod> services, List<Movement> movements) {}

    Past find(String template, Timeframe window) {
        var told = runs.findBefore(template, window.to());
        var services = on(template, window.to().minusNanos(1_000));
        var names = new TreeSet<>(services.keySet());
        names.addAll(on(template, window.from()).keySet());
        told.forEach(run -> {
            var service = run.run().service();
            if (service != null) {
                names.add(service);
            }
        });
        return new Past(told, services, Movement.of(template, history.periods(names)));
    }

    private Map<String, KnownPeriod> on(String template, Instant moment) {
        var on = new HashMap<>(history.at(moment));
        on.values().removeIf(known -> !template.equals(known.template()));
        return on;
    }
}
