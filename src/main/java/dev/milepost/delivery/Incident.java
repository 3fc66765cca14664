package dev.milepost.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident as all its reports together describe it.
 *
 * @param service that of the latest report
 * @param environment null where no report says; the incident is then one of production
 * @param openedAt null while only later events are known: it counts nowhere until the opening arrives
 * @param resolvedAt null while it is open
 */
record Incident(
        Key key,
        String service,
        @Nullable String environment,
        @Nullable Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable String deployment,
        @Nullable String commit,
        @Nullable String cause,
        @Nullable String severity) {

    /** An incident id is unique only within its source. */
    record Key(String source, String id) {}

    /** Folds the reports of one incident (metrics.md, Entities); their order is nothing to it. */
    static Incident of(Key key, List<IncidentReport> reports) {
        var latestFirst = reports.stream()
                .sorted(Comparator.comparing(IncidentReport::saying).reversed())
                .toList();
        return new Incident(
                key,
                latestFirst.get(0).service(),
                latest(latestFirst, IncidentReport::environment),
                sayings(reports, "opened")
                        .min(Comparator.naturalOrder())
                        .map(Saying::at)
                        .orElse(null),
                resolution(reports).map(Saying::at).orElse(null),
                latest(latestFirst, IncidentReport::deployment),
                latest(latestFirst, IncidentReport::commit),
                latest(latestFirst, IncidentReport::cause),
                latest(latestFirst, IncidentReport::severity));
    }

    /** The tier of its environment; production where no report names one. */
    String tier(Tiers tiers) {
        return environment == null ? Tiers.PRODUCTION : tiers.of(environment);
    }

    /** The latest resolution, unless a reopening is later than it. */
    private static Optional<Saying> resolution(List<IncidentReport> reports) {
        var reopened = sayings(reports, "reopened").max(Comparator.naturalOrder());
        return sayings(reports, "resolved")
                .max(Comparator.naturalOrder())
                .filter(resolved -> reopened.isEmpty() || reopened.get().compareTo(resolved) < 0);
    }

    private static Stream<Saying> sayings(List<IncidentReport> reports, String action) {
        return reports.stream().filter(report -> report.action().equals(action)).map(IncidentReport::saying);
    }

    private static @Nullable String latest(
            List<IncidentReport> latestFirst, Function<IncidentReport, @Nullable String> field) {
        return latestFirst.stream()
                .flatMap(report -> Stream.ofNullable(field.apply(report)))
                .findFirst()
                .orElse(null);
    }
}
