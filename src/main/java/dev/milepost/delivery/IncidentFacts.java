package dev.milepost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Folds new reports into incidents and says which have to find anew whom they blame. */
@ApplicationScoped
class IncidentFacts {

    private final IncidentRepository repository;
    private final Tiers tiers;

    IncidentFacts(IncidentRepository repository, Tiers tiers) {
        this.repository = repository;
        this.tiers = tiers;
    }

    void store(List<IncidentReport> reports, Dirt dirt) {
        if (reports.isEmpty()) {
            return;
        }
        var touched = reports.stream().map(IncidentReport::key).collect(Collectors.toSet());
        repository.lock(touched);
        repository.insertReports(reports);
        // An incident that has moved leaves the service that had it.
        repository
                .find(touched)
                .forEach(before -> dirt.of(before.service()).incidents().add(before.key()));
        var said = repository.findReports(touched).stream().collect(Collectors.groupingBy(IncidentReport::key));
        var after = said.entrySet().stream()
                .map(all -> Incident.of(all.getKey(), all.getValue()))
                .toList();
        repository.upsert(after, tiers);
        after.forEach(incident -> dirt.of(incident.service()).incidents().add(incident.key()));
    }
}
