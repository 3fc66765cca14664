package dev.milepost.slo.counting;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts the past by definitions that are new, beside the pipeline, in as many replicas as there are. */
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

    /** The definitions that the service brings along may be others than before it was updated. */
    void onStart(@Observes StartupEvent started) {
        reconcile();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void continueBackfill() {
        try {
            reconcile();
            while (replay.replayBatch(EventLogReplay.BATCH_SIZE)) {
                LOG.debug("A part of the log was counted for objectives.");
            }
            reconcile();
            while (replay.deleteDroppedBatch()) {
                LOG.debug("A part of what no objective uses was taken away.");
            }
            while (outcomes.trimPart()) {
                LOG.debug("A part of what no objective reads was taken away.");
            }
        } catch (RuntimeException e) {
            LOG.warn("Objectives could not be counted anew and will be", e);
        }
    }

    /** Makes a change of definitions in a transaction of its own, from which on events are counted by them. */
    public void changeDefinitions(Runnable change) {
        QuarkusTransaction.requiringNew().run(() -> {
            lock.lockExclusive();
            change.run();
            reconciler.reconcile();
        });
    }

    /** Counts the past by a definition, for so long; the rest is counted later. */
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
