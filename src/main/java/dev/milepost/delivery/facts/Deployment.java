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
 * @param tier the tier of its environment
 * @param status the status of its latest completion; null until it has completed
 * @param finishedAt the time of the earliest completion with the final status; null until it has completed
 */
record Deployment(
        Key key,
        String tier,
        @Nullable String status,
        @Nullable Instant finishedAt,
        @Nullable String commit,
        @Nullable List<String> commits,
        @Nullable String kind,
        @Nullable TemplateVersion template) {

    private static final List<Function<DeploymentEvent, @Nullable Object>> FIELDS = List.of(
            DeploymentEvent::status,
            DeploymentEvent::commit,
            DeploymentEvent::commits,
            DeploymentEvent::kind,
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

    /** Aggregates the events of one deployment (docs/metrics.md, Entities). Their order in the list does not matter. */
    static Deployment of(Key key, String tier, List<DeploymentEvent> reports) {
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
        return new Deployment(
                key,
                tier,
                status,
                finishedAt,
                latestValue(latestFirst, DeploymentEvent::commit),
                latestValue(latestFirst, DeploymentEvent::commits),
                latestValue(latestFirst, DeploymentEvent::kind),
                latestValue(latestFirst, DeploymentEvent::template));
    }

    Deployment withCommits(@Nullable List<String> listed) {
        return new Deployment(key, tier, status, finishedAt, commit, listed, kind, template);
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
