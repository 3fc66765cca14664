package dev.milepost.upgrades.runs;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run as the set of its reports makes it: of each field the latest that was said, whatever came first.
 *
 * @param parameters the event that has the values it was filled in with; null where none has
 */
record FoldedRun(ScaffoldRun run, @Nullable EventRef parameters) {

    /** Where the log has an event. */
    record EventRef(UUID identity, Instant time) {}

    /** @param reports all of one run, at least one */
    static FoldedRun of(Collection<RunReport> reports) {
        var latestFirst = reports.stream().sorted(RunReport.ORDER.reversed()).toList();
        var latest = latestFirst.get(0);
        var status = latest(latestFirst, RunReport::status).orElse(ScaffoldRun.Status.RUNNING);
        var run = new ScaffoldRun(
                latest.run().source(),
                latest.run().taskId(),
                latest(latestFirst, RunReport::kind).orElse(ScaffoldRun.Kind.CREATE),
                status,
                latest.template().name(),
                latest(latestFirst, report -> version(report, latest)).orElse(null),
                latest(latestFirst, RunReport::service).orElse(null),
                latest(latestFirst, RunReport::team).orElse(null),
                latest(latestFirst, RunReport::initiator).orElse(null),
                latest(latestFirst, RunReport::buildable).orElse(null),
                earliest(latestFirst, null),
                status == ScaffoldRun.Status.RUNNING ? null : earliest(latestFirst, status),
                latest(latestFirst, RunReport::repository).orElse(null),
                latest(latestFirst, RunReport::pullRequest).orElse(null),
                latest(latestFirst, RunReport::entityRefs).orElse(List.of()),
                latest(latestFirst, RunReport::correlationId)
                        .orElse(latest.run().taskId()));
        var parameters = latestFirst.stream()
                .filter(RunReport::hasParameters)
                .findFirst()
                .map(report -> new EventRef(report.identity(), report.at()));
        return new FoldedRun(run, parameters.orElse(null));
    }

    /** What a report says of the template that the run is of after all. */
    private static @Nullable String version(RunReport report, RunReport latest) {
        return report.template().name().equals(latest.template().name())
                ? report.template().version()
                : null;
    }

    private static <T> Optional<T> latest(List<RunReport> latestFirst, Function<RunReport, @Nullable T> field) {
        return latestFirst.stream()
                .map(field)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }

    /** When it was first said that a run has this status; null is its beginning. */
    private static @Nullable Instant earliest(List<RunReport> latestFirst, ScaffoldRun.@Nullable Status status) {
        return latestFirst.stream()
                .filter(report -> report.status() == status)
                .map(RunReport::at)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
