package dev.milepost.slo.alerts;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Evaluates the alerts on a schedule. */
@ApplicationScoped
class AlertLoop {

    private static final Logger LOG = Logger.getLogger(AlertLoop.class);

    private final AlertEvaluator alerts;

    AlertLoop(AlertEvaluator alerts) {
        this.alerts = alerts;
    }

    @Scheduled(every = "30s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            int changed = alerts.evaluate();
            LOG.debugf("%d alerts changed.", changed);
        } catch (RuntimeException e) {
            LOG.warn("Alerts could not be evaluated and will be retried", e);
        }
    }
}
