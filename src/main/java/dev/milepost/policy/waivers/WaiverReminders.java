package dev.milepost.policy.waivers;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Announces waivers before their end. */
@ApplicationScoped
class WaiverReminders {

    private static final Logger LOG = Logger.getLogger(WaiverReminders.class);

    private final Waivers waivers;

    WaiverReminders(Waivers waivers) {
        this.waivers = waivers;
    }

    @Scheduled(every = "15m", delayed = "55s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            waivers.remind();
        } catch (RuntimeException e) {
            LOG.warnf("The events about waivers that end soon could not be sent. This will be retried: %s", e);
        }
    }
}
