package dev.milepost.delivery.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Folds new reports into incidents and says which have to find anew whom they blame. */
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
        // An incident that has moved leaves the service that had it.
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
