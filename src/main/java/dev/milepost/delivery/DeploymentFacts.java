package dev.milepost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Folds new reports into deployments and says from when on their chains have changed. */
@ApplicationScoped
class DeploymentFacts {

    private final DeploymentRepository repository;
    private final Tiers tiers;
    private final LatestDeployments latest;

    DeploymentFacts(DeploymentRepository repository, Tiers tiers, LatestDeployments latest) {
        this.repository = repository;
        this.tiers = tiers;
        this.latest = latest;
    }

    void store(List<DeploymentReport> reports, Dirt dirt) {
        if (reports.isEmpty()) {
            return;
        }
        repository.insertReports(reports);
        var touched = reports.stream().map(DeploymentReport::key).collect(Collectors.toSet());
        var before = repository.find(touched).stream().collect(Collectors.toMap(Deployment::key, Function.identity()));
        var said = repository.findReports(touched).stream().collect(Collectors.groupingBy(DeploymentReport::key));
        var after = new HashMap<Deployment.Key, Deployment>();
        said.forEach((key, all) -> after.put(key, Deployment.of(key, tiers.of(key.environment()), all)));
        after.values().removeIf(deployment -> deployment.equals(before.get(deployment.key())));
        if (after.isEmpty()) {
            return;
        }
        repository.upsert(List.copyOf(after.values()));
        latest.tell(after.values());
        after.forEach((key, deployment) -> {
            var mark = dirt.of(key.service());
            mark.since(deployment.joinedAt());
            if (before.containsKey(key)) {
                mark.since(before.get(key).joinedAt());
            }
        });
    }
}
