package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The past of a chain as another chain has left it; none where there is no other. */
record InMemoryChainHistory(
        Map<String, Change> changes, @Nullable DeploymentChain chain, List<Deployment> deployments)
        implements ChainHistory {

    @Override
    public @Nullable Change findChange(String commit) {
        return changes.get(commit);
    }

    @Override
    public List<Change> findCommittedBetween(Instant after, Instant until) {
        return changes.values().stream()
                .filter(change -> after.isBefore(change.committedAt()) && !until.isBefore(change.committedAt()))
                .toList();
    }

    @Override
    public boolean isDelivered(String commit) {
        return chain != null
                && chain.deliveries().stream()
                        .anyMatch(delivery -> delivery.commit().sha().equals(commit));
    }

    @Override
    public boolean wasHead(String environment, String commit) {
        return deployments.stream()
                .anyMatch(deployment ->
                        deployment.key().environment().equals(environment) && commit.equals(deployment.commit()));
    }

    @Override
    public boolean isReached(String commit) {
        return chain != null && chain.graph().reached().containsKey(commit);
    }

    @Override
    public @Nullable PreviousDeployment previousDeployment(String environment) {
        if (chain == null) {
            return null;
        }
        var previous = PreviousDeployment.NONE;
        for (var link : chain.links()) {
            if (link.key().environment().equals(environment)) {
                var next = new BlameCandidates.Candidate(
                        link.key().id(), head(link), link.finishedAt(), BlameCandidates.Candidate.EARLIER);
                previous = new PreviousDeployment(previous.blameCandidates().then(next), link.latestHeadCommittedAt());
            }
        }
        return previous;
    }

    private @Nullable String head(DeploymentLink link) {
        return deployments.stream()
                .filter(deployment -> deployment.key().equals(link.key()))
                .map(Deployment::commit)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean hasDeployments() {
        return !deployments.isEmpty();
    }
}
