package dev.milepost.delivery.facts;

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

    /** Folds the reports of one incident (docs/metrics.md, Entities); their order is nothing to it. */
    static Incident of(Key key, List<IncidentEvent> reports) {
        var latestFirst = reports.stream()
                .sorted(Comparator.comparing(IncidentEvent::order).reversed())
                .toList();
        return new Incident(
                key,
                latestFirst.get(0).service(),
                latest(latestFirst, IncidentEvent::environment),
                ordersOf(reports, "opened")
                        .min(Comparator.naturalOrder())
                        .map(EventOrder::time)
                        .orElse(null),
                resolution(reports).map(EventOrder::time).orElse(null),
                latest(latestFirst, IncidentEvent::deployment),
                latest(latestFirst, IncidentEvent::commit),
                latest(latestFirst, IncidentEvent::cause),
                latest(latestFirst, IncidentEvent::severity));
    }

    /** The tier of its environment; production where no report names one. */
    String tier(EnvironmentTiers tiers) {
        return environment == null ? EnvironmentTiers.PRODUCTION : tiers.tierOf(environment);
    }

    /** The latest resolution, unless a reopening is later than it. */
    private static Optional<EventOrder> resolution(List<IncidentEvent> reports) {
        var reopened = ordersOf(reports, "reopened").max(Comparator.naturalOrder());
        return ordersOf(reports, "resolved")
                .max(Comparator.naturalOrder())
                .filter(resolved -> reopened.isEmpty() || reopened.get().compareTo(resolved) < 0);
    }

    private static Stream<EventOrder> ordersOf(List<IncidentEvent> reports, String action) {
        return reports.stream().filter(report -> report.action().equals(action)).map(IncidentEvent::order);
    }

    private static @Nullable String latest(
            List<IncidentEvent> latestFirst, Function<IncidentEvent, @Nullable String> field) {
        return latestFirst.stream()
                .flatMap(report -> Stream.ofNullable(field.apply(report)))
                .findFirst()
                .orElse(null);
    }
}
