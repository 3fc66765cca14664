package dev.milepost.slo.counting;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Backfills the counts of new definitions from the event log. It runs beside the pipeline and in every replica. */
@ApplicationScoped
public class CountBackfill {

    private static final Logger LOG = Logger.getLogger(CountBackfill.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DefinitionLock lock;
    private final CountReconciler reconciler;
    private final EventLogReplay replay;
    private final OutcomeRetention outcomes;

    CountBackfill(DefinitionLock lock, CountReconciler reconciler, EventLogReplay replay, OutcomeRetention outcomes) {
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
            while (replay.replayBatch(EventLogReplay.BATCH_SIZE)) {
                LOG.debug("A batch of the event log was counted for objectives.");
            }
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
     */
    public void changeDefinitions(Runnable change) {
        QuarkusTransaction.requiringNew().run(() -> {
            lock.lockExclusive();
            change.run();
            reconciler.reconcile();
        });
    }

    /**
     * Backfills the counts of one SLO until they are complete or the timeout ends. The scheduled backfill does the
     * rest.
     */
    public void backfillNow(String slo, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!reconciler.isComplete(slo) && System.nanoTime() < end) {
            if (!replay.replayBatch(EventLogReplay.BATCH_SIZE)) {
                reconcile();
                pause();
            }
        }
    }

    private void reconcile() {
        if (!reconciler.isReconciled()) {
            changeDefinitions(() -> {});
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
