package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One incident that was opened and is no part of another, folded from all that was said of it.
 *
 * @param service that of its latest event
 * @param resolvedAt null while it is open
 */
record Incident(
        String service,
        String environment,
        String tier,
        Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable String deploymentId,
        @Nullable String commit,
        @Nullable String cause) {

    static List<Incident> of(List<OracleEvent> events) {
        var told = events.stream()
                .filter(event -> event.type().matches("incident\\.(opened|resolved|reopened)"))
                .filter(event -> event.service() != null)
                .collect(groupingBy(event -> List.of(event.source(), event.field("incident_id"))));
        var full = new FullCommits(events);
        return told.values().stream()
                .filter(reports -> reports.stream().anyMatch(event -> event.is("incident.opened")))
                .filter(reports ->
                        reports.stream().noneMatch(event -> event.data().hasNonNull("merged_into")))
                .map(reports -> fold(reports, full))
                .toList();
    }

    private static Incident fold(List<OracleEvent> events, FullCommits full) {
        var opening = events.stream()
                .filter(event -> event.is("incident.opened"))
                .min(OracleEvent.ORDER)
                .orElseThrow();
        var environment = Optional.ofNullable(OracleEvent.latestText(events, "environment"))
                .orElse("production");
        var service = Objects.requireNonNull(
                Collections.max(events, OracleEvent.ORDER).service());
        return new Incident(
                service,
                environment,
                Tier.of(OracleEvent.latestText(events, "environment_tier"), environment),
                opening.time(),
                resolution(events).map(OracleEvent::time).orElse(null),
                OracleEvent.latestText(events, "deployment_id"),
                full.of(service, OracleEvent.latestText(events, "commit_sha")),
                OracleEvent.latestText(events, "cause"));
    }

    /** The latest resolution, unless a reopening is later. */
    private static Optional<OracleEvent> resolution(List<OracleEvent> events) {
        return events.stream()
                .filter(event -> !event.is("incident.opened"))
                .max(OracleEvent.ORDER)
                .filter(event -> event.is("incident.resolved"));
    }

    /** Clock skew: counts nowhere but in the coverage. */
    boolean isLeftOut() {
        return resolvedAt != null && resolvedAt.isBefore(openedAt);
    }

    boolean isExternal() {
        return "external".equals(cause);
    }

    boolean isResolvedIn(Question window) {
        return resolvedAt != null && window.contains(resolvedAt);
    }

    boolean isOpenAt(Instant moment) {
        return openedAt.isBefore(moment) && (resolvedAt == null || !resolvedAt.isBefore(moment));
    }
}
