package dev.milepost.delivery.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Stores new incident events, aggregates the incidents again, and requests a new attribution for them. */
@ApplicationScoped
class IncidentAggregator {

    private final IncidentRepository repository;
    private final EnvironmentTiers tiers;

    IncidentAggregator(IncidentRepository repository, EnvironmentTiers tiers) {
        this.repository = repository;
        this.tiers = tiers;
    }

    void store(List<IncidentEvent> reports, RecomputationRequests dirt) {
        if (reports.isEmpty()) {
            return;
        }
        var touched = reports.stream().map(IncidentEvent::key).collect(Collectors.toSet());
        repository.lock(touched);
        repository.insertReports(reports);
        // If an incident moved to another service, its previous service is recomputed too.
        repository
                .find(touched)
                .forEach(before -> dirt.forService(before.service()).incidents().add(before.key()));
        var said = repository.findReports(touched).stream().collect(Collectors.groupingBy(IncidentEvent::key));
        var after = said.entrySet().stream()
                .map(all -> Incident.of(all.getKey(), all.getValue()))
                .toList();
        repository.upsert(after, tiers);
        after.forEach(
                incident -> dirt.forService(incident.service()).incidents().add(incident.key()));
    }
}
