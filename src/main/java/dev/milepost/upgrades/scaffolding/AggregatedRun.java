package dev.milepost.upgrades.scaffolding;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A run aggregated from its reports. Each field has the value of the latest report that states it, independent of the
 * order of arrival.
 *
 * @param parameters the event with the parameter values; null if no event has them
 */
record AggregatedRun(
        ScaffoldRun run, List<String> entityRefs, @Nullable EventRef parameters) {

    private static final List<Function<RunReport, @Nullable Object>> FIELDS = List.of(
            RunReport::kind,
            RunReport::status,
            RunReport::template,
            RunReport::service,
            RunReport::team,
            RunReport::initiator,
            RunReport::buildable,
            RunReport::repository,
            RunReport::pullRequest,
            RunReport::entityRefs,
            RunReport::correlationId);

    AggregatedRun {
        entityRefs = List.copyOf(entityRefs);
    }

    /** The identity and time of an event in the event log. */
    record EventRef(UUID identity, Instant time) {}

    /** @param reports all reports of one run, at least one */
    static AggregatedRun of(Collection<RunReport> reports) {
        var latestFirst = latestFirst(reports);
        var latest = latestFirst.get(0);
        var status = latest(latestFirst, RunReport::status).orElse(ScaffoldRun.Status.RUNNING);
        var run = new ScaffoldRun(
                latest.run().source(),
                latest.run().taskId(),
                latest(latestFirst, RunReport::kind).orElse(ScaffoldRun.Kind.CREATE),
                status,
                latest.template().name(),
                latest(latestFirst, report -> version(report, latest.template().name()))
                        .orElse(null),
                latest(latestFirst, RunReport::service).orElse(null),
                latest(latestFirst, RunReport::team).orElse(null),
                latest(latestFirst, RunReport::initiator).orElse(null),
                latest(latestFirst, RunReport::buildable).orElse(null),
                earliest(latestFirst, null),
                status == ScaffoldRun.Status.RUNNING ? null : earliest(latestFirst, status),
                latest(latestFirst, RunReport::repository).orElse(null),
                latest(latestFirst, RunReport::pullRequest).orElse(null),
                latest(latestFirst, RunReport::correlationId)
                        .orElse(latest.run().taskId()));
        var parameters = latestFirst.stream()
                .filter(RunReport::hasParameters)
                .findFirst()
                .map(report -> new EventRef(report.identity(), report.order().time()));
        var entityRefs = latest(latestFirst, RunReport::entityRefs).orElse(List.of());
        return new AggregatedRun(run, entityRefs, parameters.orElse(null));
    }

    /**
     * The reports that {@link #of} uses, of all or of some reports of one run. At most one for each field.
     *
     * @param template the template of the latest of all reports
     */
    static List<RunReport> needed(List<RunReport> reports, String template) {
        var latestFirst = latestFirst(reports);
        var needed = new HashMap<UUID, RunReport>();
        for (var field : FIELDS) {
            addFirst(needed, latestFirst, report -> field.apply(report) != null);
        }
        addFirst(needed, latestFirst, report -> version(report, template) != null);
        addFirst(needed, latestFirst, RunReport::hasParameters);
        var earliestByStatus = new HashMap<ScaffoldRun.@Nullable Status, RunReport>();
        latestFirst.forEach(report -> earliestByStatus.put(report.status(), report));
        earliestByStatus.values().forEach(report -> needed.put(report.identity(), report));
        return List.copyOf(needed.values());
    }

    private static List<RunReport> latestFirst(Collection<RunReport> reports) {
        return reports.stream()
                .sorted(Comparator.comparing(RunReport::order).reversed())
                .toList();
    }

    private static void addFirst(Map<UUID, RunReport> needed, List<RunReport> latestFirst, Predicate<RunReport> is) {
        latestFirst.stream().filter(is).findFirst().ifPresent(report -> needed.put(report.identity(), report));
    }

    /** Returns the version that a report states; null if the report is for another template. */
    private static @Nullable String version(RunReport report, String template) {
        return report.template().name().equals(template) ? report.template().version() : null;
    }

    private static <T> Optional<T> latest(List<RunReport> latestFirst, Function<RunReport, @Nullable T> field) {
        return latestFirst.stream()
                .map(field)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }

    /** Returns the earliest time at which this status was reported; null stands for the beginning of the run. */
    private static @Nullable Instant earliest(List<RunReport> latestFirst, ScaffoldRun.@Nullable Status status) {
        return latestFirst.stream()
                .filter(report -> report.status() == status)
                .map(report -> report.order().time())
                .min(Instant::compareTo)
                .orElse(null);
    }
}
