package dev.milepost.upgrades.scaffolding;

import dev.milepost.upgrades.scaffolding.AggregatedRun.EventRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue of scaffold runs that are due to be recorded. */
@ApplicationScoped
class DueRuns {

    /** The time that a replica has to record a run. After it, another replica may claim the run. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** How often a recording is begun. One that fails, or ends the process, is not begun for ever. */
    static final int MAX_RECORDINGS = 5;

    private final RunRepository runs;

    DueRuns(RunRepository runs) {
        this.runs = runs;
    }

    /**
     * A run that is due to be recorded.
     *
     * @param revision the revision of the run; a result for another revision is discarded
     * @param attempts the number of attempts, including this one
     */
    record Due(ScaffoldRun run, @Nullable EventRef parameters, int revision, int attempts) {}

    /** The result of recording a run; null members are unknown. */
    record Recorded(
            @Nullable String parameters,
            @Nullable String lockDigest,
            @Nullable String parametersDigest,
            @Nullable String renderedDigest,
            @Nullable Long timeSavedSeconds,
            @Nullable String failure) {}

    /** Claims due runs, longest due first. No other replica claims them until the lease ends. */
    @Transactional(TxType.REQUIRES_NEW)
    List<Due> claim(Instant now, int limit) {
        return runs.lockDue(now, limit).stream().map(row -> claim(row, now)).toList();
    }

    /** Claims one run, even if it is due later; empty if there is nothing to record. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Due> claim(ScaffoldRun run, Instant now) {
        return runs.lock(run).filter(row -> row.dueAt != null).map(row -> claim(row, now));
    }

    boolean isAnyDue(Instant now) {
        return runs.isAnyDue(now);
    }

    /**
     * Counts the recording of a claimed run, in a transaction of its own, before its work begins.
     *
     * @return whether the work may begin; false if it was begun too often. Empty if reports changed the run since it was
     *     claimed, so that it is due again
     */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Boolean> begin(Due due) {
        return lock(due).map(row -> ++row.recordings <= MAX_RECORDINGS);
    }

    private static Due claim(ScaffoldRunEntity row, Instant now) {
        row.dueAt = now.plus(LEASE);
        row.attempts++;
        var parameters = row.parametersEvent == null
                ? null
                : new EventRef(row.parametersEvent, Objects.requireNonNull(row.parametersAt));
        return new Due(row.toRun(), parameters, row.revision, row.attempts);
    }

    @Transactional
    void record(Due due, Recorded recorded, Instant now) {
        lock(due).ifPresent(row -> {
            row.recordedAt = now;
            row.parameters = recorded.parameters();
            row.lockDigest = recorded.lockDigest();
            row.parametersDigest = recorded.parametersDigest();
            row.renderedDigest = recorded.renderedDigest();
            row.timeSavedSeconds = recorded.timeSavedSeconds();
            row.failure = recorded.failure();
            row.dueAt = null;
        });
    }

    /** @param failure why the run cannot be recorded yet */
    @Transactional
    void postpone(Due due, Instant until, String failure) {
        lock(due).ifPresent(row -> {
            row.dueAt = until;
            row.failure = failure;
        });
    }

    /** Locks the run; empty if its reports changed it since it was claimed. */
    private Optional<ScaffoldRunEntity> lock(Due due) {
        return runs.lock(due.run()).filter(row -> row.revision == due.revision());
    }
}
