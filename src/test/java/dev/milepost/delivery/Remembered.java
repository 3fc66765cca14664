package dev.milepost.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The past of a chain as another chain has left it; none where there is no other. */
record Remembered(Map<String, Change> changes, @Nullable Chain chain, List<Deployment> deployments) implements Past {

    @Override
    public @Nullable Change change(String commit) {
        return changes.get(commit);
    }

    @Override
    public List<Change> committed(Instant after, Instant until) {
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
        return chain != null && chain.way().reached().containsKey(commit);
    }

    @Override
    public @Nullable Step last(String environment) {
        return chain == null
                ? null
                : chain.links().stream()
                        .filter(link -> link.key().environment().equals(environment))
                        .reduce((earlier, later) -> later)
                        .map(link -> new Step(head(link), link.anchoredAt()))
                        .orElse(null);
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
    public boolean hasBegun() {
        return !deployments.isEmpty();
    }
}
