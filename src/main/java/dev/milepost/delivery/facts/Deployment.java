package dev.milepost.delivery.facts;

import dev.milepost.events.contract.TemplateVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, aggregated from all its events.
 *
 * @param tier the tier that its events name, else that of its environment
 * @param status the status of its latest completion; null until it has completed
 * @param finishedAt the time of the earliest completion with the final status; null until it has completed
 * @param commit the head: the commit that its events name, else that of the build of its artifact; null if unknown
 * @param artifact the hash of its artifact if its events name no commit; otherwise null
 * @param eventTier the tier that its events name
 */
record Deployment(
        Key key,
        String tier,
        @Nullable String status,
        @Nullable Instant finishedAt,
        @Nullable String commit,
        @Nullable List<String> commits,
        @Nullable String kind,
        @Nullable UUID artifact,
        @Nullable String eventTier,
        @Nullable TemplateVersion template) {

    private static final List<Function<DeploymentEvent, @Nullable Object>> FIELDS = List.of(
            DeploymentEvent::status,
            DeploymentEvent::commit,
            DeploymentEvent::commits,
            DeploymentEvent::kind,
            DeploymentEvent::artifact,
            DeploymentEvent::eventTier,
            DeploymentEvent::template);

    /** The identity of a deployment. An id is unique only within its service and environment. */
    record Key(String service, String environment, String id) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::service).thenComparing(Key::id).thenComparing(Key::environment);

        /** Leaves out the environment. Recomputation looks up millions of these, and few differ only in it. */
        @Override
        public int hashCode() {
            return 31 * service.hashCode() + id.hashCode();
        }

        /** The size of its texts in memory, approximately. */
        long bytes() {
            return RecomputationMemory.bytes(service, environment, id);
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    Deployment {
        commits = commits == null ? null : List.copyOf(commits);
    }

    /**
     * Aggregates the events of one deployment (docs/metrics.md, Entities). Their order in the list does not matter.
     *
     * @param tierByName the tier of its environment by its name
     */
    static Deployment of(Key key, String tierByName, List<DeploymentEvent> reports) {
        var latestFirst = reports.stream()
                .sorted(Comparator.comparing(DeploymentEvent::order).reversed())
                .toList();
        var status = latestValue(latestFirst, DeploymentEvent::status);
        var finishedAt = status == null
                ? null
                : reports.stream()
                        .filter(report -> Objects.equals(report.status(), status))
                        .map(report -> report.order().time())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        var commit = latestValue(latestFirst, DeploymentEvent::commit);
        var eventTier = latestValue(latestFirst, DeploymentEvent::eventTier);
        return new Deployment(
                key,
                eventTier == null ? tierByName : eventTier,
                status,
                finishedAt,
                commit,
                latestValue(latestFirst, DeploymentEvent::commits),
                latestValue(latestFirst, DeploymentEvent::kind),
                commit == null ? latestValue(latestFirst, DeploymentEvent::artifact) : null,
                eventTier,
                latestValue(latestFirst, DeploymentEvent::template));
    }

    Deployment withCommits(@Nullable List<String> listed) {
        return new Deployment(key, tier, status, finishedAt, commit, listed, kind, artifact, eventTier, template);
    }

    /** @param head the commit of the build of its artifact */
    Deployment withHead(@Nullable String head) {
        return new Deployment(key, tier, status, finishedAt, head, commits, kind, artifact, eventTier, template);
    }

    /** The events that {@link #of} uses, of all or of some events of one deployment. At most one for each field. */
    static List<DeploymentEvent> needed(List<DeploymentEvent> reports) {
        var latestFirst = reports.stream()
                .sorted(Comparator.comparing(DeploymentEvent::order).reversed())
                .toList();
        var needed = new HashMap<UUID, DeploymentEvent>();
        for (var field : FIELDS) {
            latestFirst.stream()
                    .filter(report -> field.apply(report) != null)
                    .findFirst()
                    .ifPresent(report -> needed.put(report.identity(), report));
        }
        var earliestByStatus = new HashMap<String, DeploymentEvent>();
        latestFirst.stream()
                .filter(report -> report.status() != null)
                .forEach(report -> earliestByStatus.put(report.status(), report));
        earliestByStatus.values().forEach(report -> needed.put(report.identity(), report));
        if (needed.isEmpty()) {
            needed.put(latestFirst.get(0).identity(), latestFirst.get(0));
        }
        return List.copyOf(needed.values());
    }

    /** The time at which it joined the chain of its tier; null if it did not succeed and so is in no chain. */
    @Nullable
    Instant succeededAt() {
        return Objects.equals(status, "success") ? finishedAt : null;
    }

    /** The key of the build whose commit is its head; null if its events name a commit, or no artifact. */
    Build.@Nullable Key artifactKey() {
        return artifact == null ? null : new Build.Key(key.service(), artifact);
    }

    /** The size of its texts in memory without its commits, approximately. */
    long bytes() {
        return key.bytes() + RecomputationMemory.bytes(commit);
    }

    private static <T> @Nullable T latestValue(
            List<DeploymentEvent> latestFirst, Function<DeploymentEvent, @Nullable T> field) {
        for (var report : latestFirst) {
            var value = field.apply(report);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
