package dev.milepost.delivery.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes while there are requests. It runs at once after this replica's own projection, and polls for requests that
 * another replica has left.
 */
@ApplicationScoped
class RecomputationLoop {

    /** Facts and their recomputation requests were stored. */
    record RecomputationRequested() {}

    private static final Logger LOG = Logger.getLogger(RecomputationLoop.class);
    private static final long POLL_INTERVAL_MILLIS = 500;
    /** Waits this long to batch single requests, because recomputing many services costs little more than one. */
    private static final long BATCHING_DELAY_MILLIS = 100;

    private static final long REFRESH_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long RETRY_DELAY_MILLIS = 1_000;

    private final Recomputation recomputation;
    private final RecomputationAttempts attempts;
    private final CurrentSettings settings;
    private final Counter services;
    private final Counter failures;
    private final Timer duration;
    private final Semaphore marked = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private boolean failing;
    private boolean announced;
    private long refreshedAt;

    RecomputationLoop(
            Recomputation recomputation,
            RecomputationAttempts attempts,
            CurrentSettings settings,
            MeterRegistry meters) {
        this.recomputation = recomputation;
        this.attempts = attempts;
        this.settings = settings;
        this.services = meters.counter("milepost.recomputation.services");
        this.failures = meters.counter("milepost.recomputation.failures");
        this.duration = meters.timer("milepost.recomputation");
    }

    void start(@Observes StartupEvent event) {
        var loop = new Thread(this::run, "recomputation");
        loop.setDaemon(true);
        thread = loop;
        loop.start();
    }

    /**
     * Waits for the running transaction to end. Another replica, or the next start, processes the remaining requests.
     */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        var loop = thread;
        thread = null;
        stopped.countDown();
        marked.release();
        if (loop != null) {
            loop.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    void onRequested(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecomputationRequested event) {
        marked.release();
    }

    private void run() {
        while (thread != null) {
            int recomputed =
                    recompute(this::claimBatch) + recompute(attempts::claimRetry) + recompute(attempts::claimOutdated);
            if (recomputed > 0) {
                waitForFurtherRequests();
            } else {
                await(failing ? RETRY_DELAY_MILLIS : POLL_INTERVAL_MILLIS);
            }
        }
    }

    private List<String> claimBatch() {
        keepSettings();
        return attempts.claimBatch();
    }

    /** Announces the settings of this replica once, then confirms them regularly. */
    private void keepSettings() {
        if (!announced) {
            settings.announce();
            announced = true;
        } else if (System.nanoTime() - refreshedAt > REFRESH_INTERVAL_NANOS) {
            settings.refresh();
        } else {
            return;
        }
        refreshedAt = System.nanoTime();
    }

    /** Recomputes the services that were claimed and returns their number; 0 if that failed. */
    private int recompute(Supplier<List<String>> claim) {
        var begun = System.nanoTime();
        var claimed = List.<String>of();
        try {
            claimed = claim.get();
            int recomputed = claimed.isEmpty() ? 0 : recomputation.run(claimed);
            failing = false;
            if (recomputed > 0) {
                services.increment(recomputed);
                duration.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            }
            return recomputed;
        } catch (RuntimeException | Error e) {
            // The transaction was rolled back, so the requests are still queued.
            failures.increment();
            report(claimed, e);
            return 0;
        }
    }

    /** Logs the first of several consecutive failures with its stack trace and the others in one line. */
    private void report(List<String> claimed, Throwable fault) {
        var what = claimed.size() == 1 ? "service " + claimed.get(0) : claimed.size() + " services";
        if (failing) {
            LOG.warnf("Recomputation of %s failed again: %s", what, fault.getMessage());
        } else {
            LOG.warnf(fault, "Recomputation of %s failed. Each is tried again alone, after a growing pause", what);
        }
        failing = true;
    }

    private void waitForFurtherRequests() {
        try {
            if (stopped.await(BATCHING_DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
                thread = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }

    /** Waits until recomputation is requested, for the given time at most. */
    private void await(long millis) {
        try {
            if (marked.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                marked.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }
}
