package dev.milepost.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets entries that are older than they are to be kept; where nobody says how long, none. */
@ApplicationScoped
class AuditRetention {

    private static final Logger LOG = Logger.getLogger(AuditRetention.class);

    private final AuditLog log;
    private final Clock clock;
    private final Optional<Duration> retention;

    AuditRetention(
            AuditLog log,
            Clock clock,
            @ConfigProperty(name = "milepost.audit.retention") Optional<Duration> retention) {
        this.log = log;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(every = "15m", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void keep() {
        try {
            retention.ifPresent(this::forget);
        } catch (RuntimeException e) {
            LOG.warnf("Entries of the audit log that are too old could not be forgotten and will be: %s", e);
        }
    }

    private void forget(Duration kept) {
        var before = clock.instant().minus(kept);
        while (log.forget(before) == AuditLog.FORGOTTEN_AT_ONCE) {
            // The next of them.
        }
    }
}
