package dev.milepost.delivery.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private static final long RETRY_DELAY_MILLIS = 1_000;

    private final Recomputation recomputation;
    private final Counter services;
    private final Counter failures;
    private final Timer duration;
    private final Semaphore marked = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private boolean failing;

    RecomputationLoop(Recomputation recomputation, MeterRegistry meters) {
        this.recomputation = recomputation;
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
            try {
                if (recompute() > 0) {
                    waitForFurtherRequests();
                } else {
                    await(POLL_INTERVAL_MILLIS);
                }
            } catch (RuntimeException e) {
                // The transaction was rolled back, so the requests are still queued.
                failures.increment();
                report(e);
                await(RETRY_DELAY_MILLIS);
            }
        }
    }

    /** Logs the first of several consecutive failures with its stack trace and the others in one line. */
    private void report(RuntimeException fault) {
        if (failing) {
            LOG.warnf("Recomputation failed again: %s", fault.getMessage());
        } else {
            LOG.warn("Recomputation failed and is tried again", fault);
        }
        failing = true;
    }

    private int recompute() {
        var begun = System.nanoTime();
        int recomputed = recomputation.run();
        failing = false;
        if (recomputed > 0) {
            services.increment(recomputed);
            duration.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
        return recomputed;
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
