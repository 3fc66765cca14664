package dev.milepost.testing.oracle;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident and the deployment that it is attributed to.
 *
 * @param deployment null where no rule applies or the cause is external
 */
record AttributedIncident(Incident incident, @Nullable Deployment deployment) {

    private static final Duration WINDOW = Duration.ofHours(24);

    /** @param deployments all successful ones, in order */
    static AttributedIncident of(Incident incident, List<Deployment> deployments) {
        if (incident.isExternal()) {
            return new AttributedIncident(incident, null);
        }
        var candidates = deployments.stream()
                .filter(deployment -> deployment.service().equals(incident.service()))
                .filter(deployment -> deployment.tier().equals(incident.tier()))
                .toList();
        var blamed = named(incident, candidates)
                .or(() -> latestBefore(incident, candidates, d -> sameCommit(incident, d)))
                .or(() -> latestBefore(incident, candidates, d -> within(incident, d)));
        return new AttributedIncident(incident, blamed.orElse(null));
    }

    private static Optional<Deployment> named(Incident incident, List<Deployment> candidates) {
        Predicate<Deployment> named = candidate -> candidate.id().equals(incident.deploymentId());
        Predicate<Deployment> there = candidate -> candidate.environment().equals(incident.environment());
        return Stream.concat(
                        candidates.stream().filter(named.and(there)),
                        candidates.stream().filter(named))
                .findFirst();
    }

    private static Optional<Deployment> latestBefore(
            Incident incident, List<Deployment> candidates, Predicate<Deployment> condition) {
        return candidates.stream()
                .filter(candidate -> !candidate.finishedAt().isAfter(incident.openedAt()))
                .filter(condition)
                .reduce((earlier, later) -> later);
    }

    private static boolean sameCommit(Incident incident, Deployment deployment) {
        return incident.commit() != null && Objects.equals(incident.commit(), deployment.head());
    }

    private static boolean within(Incident incident, Deployment deployment) {
        return !deployment.finishedAt().isBefore(incident.openedAt().minus(WINDOW));
    }

    /** Of one that is resolved. */
    Recovery recovery() {
        return new Recovery(incident.openedAt(), Objects.requireNonNull(incident.resolvedAt()));
    }

    boolean isUnattributed() {
        return deployment == null && !incident.isExternal();
    }
}
