package dev.milepost.pipeline;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Tries again for ever what only the environment keeps from being done: a database or a broker that is away. */
@ApplicationScoped
class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    private final long pause;
    private volatile boolean stopping;

    Patience(PipelineConfig config) {
        this.pause = config.retryPause().toMillis();
    }

    void untilDone(String what, Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (Stopped e) {
                throw e;
            } catch (RuntimeException e) {
                await(what, attempt, e);
            }
        }
    }

    /** Lets some time pass after a failure; what waits when the service stops is left undone. */
    void await(String what, int attempt, RuntimeException failure) {
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw new Stopped(failure);
        }
        LOG.warnf("%s failed and is tried again (%d): %s", what, attempt, Faults.describe(failure));
        LOG.debugf(failure, "%s failed.", what);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped(failure);
        }
    }

    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stop) {
        stopping = true;
    }

    /** What was under way when the service stopped; it is not acknowledged and done at the next start. */
    static class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(Throwable cause) {
            super("The service stops.", cause);
        }
    }
}
