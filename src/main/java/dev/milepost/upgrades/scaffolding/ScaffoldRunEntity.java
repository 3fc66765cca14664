package dev.milepost.upgrades.scaffolding;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.LazyGroup;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code scaffold_run}. {@link AggregatedRunRepository} writes what the reports state, and raises the revision.
 * {@link DueRuns} writes what was recorded of the run since then.
 */
@Entity
@Table(name = "scaffold_run")
@IdClass(RunReport.Key.class)
@DynamicUpdate
class ScaffoldRunEntity {

    @Id
    String source;

    @Id
    @Column(name = "task_id")
    String taskId;

    int revision;

    String kind;

    String status;

    String template;

    @Column(name = "template_version")
    @Nullable
    String version;

    @Nullable
    String service;

    @Nullable
    String team;

    @Nullable
    String initiator;

    @Nullable
    Boolean buildable;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "completed_at")
    @Nullable
    Instant completedAt;

    @Nullable
    String repository;

    @Column(name = "pull_request")
    @Nullable
    String pullRequest;

    /** As large as an event, like the parameters. */
    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("entityRefs")
    @Column(name = "entity_refs")
    List<String> entityRefs;

    @Column(name = "correlation_id")
    String correlationId;

    /** The identity of the event with the parameter values; null if no event has them. */
    @Column(name = "parameters_event")
    @Nullable
    UUID parametersEvent;

    @Column(name = "parameters_at")
    @Nullable
    Instant parametersAt;

    @Column(name = "recorded_at")
    @Nullable
    Instant recordedAt;

    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("parameters")
    @Nullable
    String parameters;

    @Column(name = "lock_digest")
    @Nullable
    String lockDigest;

    @Column(name = "parameters_digest")
    @Nullable
    String parametersDigest;

    @Column(name = "rendered_digest")
    @Nullable
    String renderedDigest;

    @Column(name = "time_saved_seconds")
    @Nullable
    Long timeSavedSeconds;

    @Nullable
    String failure;

    /** The number of claims since the last aggregation. Many, if the run waits for its version. */
    int attempts;

    /** The number of recordings that were begun since the last aggregation. */
    int recordings;

    /** When it is due to be recorded; null if there is nothing to record. */
    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    ScaffoldRun toRun() {
        return new ScaffoldRun(
                source,
                taskId,
                ScaffoldRun.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                ScaffoldRun.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                template,
                version,
                service,
                team,
                initiator,
                buildable,
                startedAt,
                completedAt,
                repository,
                pullRequest,
                correlationId);
    }
}
