package dev.milepost.slo.counting;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.EvaluationMeter.TooManySteps;
import dev.milepost.slo.definitions.SloDefinition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Backfills the counts of new definitions from the event log. It runs beside the pipeline and in every replica. */
@ApplicationScoped
public class CountBackfill {

    private static final Logger LOG = Logger.getLogger(CountBackfill.class);

    /** The longest wait of a request for transactions that count events. These take a few seconds. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    /** The SQLSTATE of a lock that was not free in time. */
    private static final String LOCK_TIMEOUT = "55P03";

    /** If a smaller batch takes too many steps, indicator counts are suspended. */
    private static final int SMALLEST_BATCH = 500;

    private final DefinitionLock lock;
    private final CountReconciler reconciler;
    private final EventLogReplay replay;
    private final OutcomeRetention outcomes;
    private final SuspensionRepository suspensions;
    private int size = EventLogReplay.BATCH_SIZE;
    private int sizeOfSuspended = EventLogReplay.BATCH_SIZE;

    CountBackfill(
            DefinitionLock lock,
            CountReconciler reconciler,
            EventLogReplay replay,
            OutcomeRetention outcomes,
            SuspensionRepository suspensions) {
        this.suspensions = suspensions;
        this.outcomes = outcomes;
        this.lock = lock;
        this.reconciler = reconciler;
        this.replay = replay;
    }

    /** Reconciles at startup, because an update of the service can change the built-in definitions. */
    void onStart(@Observes StartupEvent started) {
        reconcile();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void continueBackfill() {
        try {
            reconcile();
            resumeDue();
            while (replayBatch()) {
                LOG.debug("A batch of the event log was counted for objectives.");
            }
            replaySuspendedBatch();
            reconcile();
            while (replay.deleteDroppedBatch()) {
                LOG.debug("A batch of counts that no objective uses was deleted.");
            }
            while (outcomes.trimBatch()) {
                LOG.debug("A batch of outcomes was trimmed to the fields that indicators read.");
            }
        } catch (RuntimeException e) {
            LOG.warn("The backfill of objectives failed and will be retried", e);
        }
    }

    /**
     * Changes definitions in a transaction of its own. Events are counted by the new definitions from its commit on.
     *
     * @return the result of the change
     * @throws ProblemException if events are being counted for too long
     */
    public <T> T changeDefinitions(Supplier<T> change) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                lock.lockExclusive(LOCK_WAIT);
                var result = change.get();
                reconciler.reconcile();
                return result;
            });
        } catch (Sql.Failure e) {
            if (e.state().equals(LOCK_TIMEOUT)) {
                throw ProblemException.of(
                                ProblemType.BUSY,
                                "The definition was not saved, because the events of other definitions are being counted. Send it again later.")
                        .retryAfter(Duration.ofSeconds(5));
            }
            throw e;
        }
    }

    /**
     * Counts the log for one definition until its counts are complete or the timeout ends. It waits for a batch that
     * another thread or replica counts. The scheduled backfill does the rest.
     */
    public void backfillNow(SloDefinition slo, Duration timeout) {
        var digest = IndicatorCount.digest(slo.slo().indicator());
        long end = System.nanoTime() + timeout.toNanos();
        try {
            var left = timeout;
            while (left.compareTo(Duration.ZERO) > 0 && replay.replayBatch(digest, left, EventLogReplay.BATCH_SIZE)) {
                left = Duration.ofNanos(end - System.nanoTime());
            }
        } catch (TooManySteps e) {
            LOG.debug("The backfill of a definition takes long and continues in the background.");
        } catch (Sql.Failure e) {
            if (!e.state().equals(LOCK_TIMEOUT)) {
                throw e;
            }
        }
        reconcile();
    }

    /** Counts the next batch. If it takes too many steps, the next one is smaller. */
    private boolean replayBatch() {
        try {
            var isPending = replay.replayBatch(size);
            size = Math.min(EventLogReplay.BATCH_SIZE, 2 * size);
            return isPending;
        } catch (TooManySteps e) {
            if (size > SMALLEST_BATCH) {
                size /= 2;
            } else {
                suspensions.suspend(e.mostExpensive());
            }
            return true;
        }
    }

    /** Suspended indicator counts advance by one batch a second, so that they take at most a part of a processor. */
    private void replaySuspendedBatch() {
        try {
            replay.replaySuspendedBatch(sizeOfSuspended);
            sizeOfSuspended = Math.min(EventLogReplay.BATCH_SIZE, 2 * sizeOfSuspended);
        } catch (TooManySteps e) {
            sizeOfSuspended = Math.max(1, sizeOfSuspended / 2);
        }
    }

    private void resumeDue() {
        if (suspensions.isAnyDue()) {
            QuarkusTransaction.requiringNew().run(() -> {
                lock.lockExclusive();
                suspensions.resumeDue();
            });
        }
    }

    private void reconcile() {
        if (!reconciler.isReconciled()) {
            QuarkusTransaction.requiringNew().run(() -> {
                lock.lockExclusive();
                reconciler.reconcile();
            });
        }
    }
}
