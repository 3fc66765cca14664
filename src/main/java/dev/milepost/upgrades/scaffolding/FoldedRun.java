package dev.milepost.upgrades.scaffolding;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run aggregated from its reports. Each field has the value of the latest report that states it, independent of the
 * order of arrival.
 *
 * @param parameters the event with the parameter values; null if no event has them
 */
record FoldedRun(ScaffoldRun run, @Nullable EventRef parameters) {

    /** The identity and time of an event in the event log. */
    record EventRef(UUID identity, Instant time) {}

    /** @param reports all reports of one run, at least one */
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

    /** Returns the version that a report states; null if the report is for another template than the latest one. */
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

    /** Returns the earliest time at which this status was reported; null stands for the beginning of the run. */
    private static @Nullable Instant earliest(List<RunReport> latestFirst, ScaffoldRun.@Nullable Status status) {
        return latestFirst.stream()
                .filter(report -> report.status() == status)
                .map(RunReport::at)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
