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

    void store(List<IncidentEvent> reports, RecomputationRequests requests) {
        if (reports.isEmpty()) {
            return;
        }
        var keys = reports.stream().map(IncidentEvent::key).collect(Collectors.toSet());
        repository.lock(keys);
        repository.insertReports(reports);
        // If an incident moved to another service, its previous service is recomputed too.
        repository
                .find(keys)
                .forEach(before ->
                        requests.forService(before.service()).incidents().add(before.key()));
        var after = List.copyOf(repository
                .findReports(keys, some -> Incident.of(some.get(0).key(), some))
                .values());
        repository.upsert(after, tiers);
        after.forEach(
                incident -> requests.forService(incident.service()).incidents().add(incident.key()));
    }
}
