package dev.milepost.delivery.facts;

import dev.milepost.events.contract.EventOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident, aggregated from all its events.
 *
 * @param service the service of the latest event
 * @param environment null if no event names one; the incident then belongs to production
 * @param openedAt null until an event opens it; the incident is not counted until then
 * @param resolvedAt null while it is open
 * @param eventTier the tier that its events name
 * @param mergedInto the incident that it is part of, which counts instead of it
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
        @Nullable String severity,
        @Nullable String eventTier,
        @Nullable String mergedInto) {

    private static final List<Function<IncidentEvent, @Nullable String>> FIELDS = List.of(
            IncidentEvent::service,
            IncidentEvent::environment,
            IncidentEvent::deployment,
            IncidentEvent::commit,
            IncidentEvent::cause,
            IncidentEvent::severity,
            IncidentEvent::eventTier,
            IncidentEvent::mergedInto);

    /** The identity of an incident. An id is unique only within its source. */
    record Key(String source, String id) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::source).thenComparing(Key::id);

        /** The size of its texts in memory, approximately. */
        long bytes() {
            return RecomputationMemory.bytes(source, id);
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Aggregates the events of one incident (docs/metrics.md, Entities). Their order in the list does not matter. */
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
                latest(latestFirst, IncidentEvent::severity),
                latest(latestFirst, IncidentEvent::eventTier),
                latest(latestFirst, IncidentEvent::mergedInto));
    }

    /** The events that {@link #of} uses, of all or of some events of one incident. At most one for each field. */
    static List<IncidentEvent> needed(List<IncidentEvent> reports) {
        var latestFirst = reports.stream()
                .sorted(Comparator.comparing(IncidentEvent::order).reversed())
                .toList();
        var needed = new HashMap<UUID, IncidentEvent>();
        for (var field : FIELDS) {
            latestFirst.stream()
                    .filter(report -> field.apply(report) != null)
                    .findFirst()
                    .ifPresent(report -> needed.put(report.identity(), report));
        }
        for (var action : List.of("reopened", "resolved")) {
            latestFirst.stream()
                    .filter(report -> report.action().equals(action))
                    .findFirst()
                    .ifPresent(report -> needed.put(report.identity(), report));
        }
        reports.stream()
                .filter(report -> report.action().equals("opened"))
                .min(Comparator.comparing(IncidentEvent::order))
                .ifPresent(report -> needed.put(report.identity(), report));
        return List.copyOf(needed.values());
    }

    /** The tier that its events name, else that of its environment; production if they name neither. */
    String tier(EnvironmentTiers tiers) {
        if (eventTier != null) {
            return eventTier;
        }
        return environment == null ? EnvironmentTiers.PRODUCTION : tiers.tierOf(environment);
    }

    /** The latest resolution; empty if a later event reopened the incident. */
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
