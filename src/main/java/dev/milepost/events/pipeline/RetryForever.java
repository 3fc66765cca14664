package dev.milepost.events.pipeline;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Retries work without limit while only the environment makes it fail, such as an unavailable database or broker. */
@ApplicationScoped
class RetryForever {

    private static final Logger LOG = Logger.getLogger(RetryForever.class);

    private final long pause;
    private volatile boolean stopping;

    RetryForever(PipelineConfig config) {
        this.pause = config.retryPause().toMillis();
    }

    void run(String what, Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (RetryStopped e) {
                throw e;
            } catch (RuntimeException e) {
                pauseBeforeRetry(what, attempt, e);
            }
        }
    }

    /** Pauses after a failure. At shutdown it throws instead, so that the work is left undone. */
    void pauseBeforeRetry(String what, int attempt, RuntimeException failure) {
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw new RetryStopped(failure);
        }
        LOG.warnf(
                "%s failed in attempt %d and will be retried: %s", what, attempt, FailureClassifier.describe(failure));
        LOG.debugf(failure, "%s failed.", what);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryStopped(failure);
        }
    }

    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stop) {
        stopping = true;
    }

    /**
     * Ends the work that is in progress at shutdown. The work is not acknowledged and is repeated at the next start.
     */
    static class RetryStopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RetryStopped(Throwable cause) {
            super("The service is stopping.", cause);
        }
    }
}
