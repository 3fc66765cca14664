package dev.milepost.audit;

import dev.milepost.platform.DeletionClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets entries that are older than they are to be kept; where nobody says how long, none. */
@ApplicationScoped
class AuditRetention {

    private static final Logger LOG = Logger.getLogger(AuditRetention.class);

    private final AuditLog log;
    private final DeletionClock clock;
    private final Optional<Duration> retention;

    AuditRetention(
            AuditLog log,
            DeletionClock clock,
            @ConfigProperty(name = "milepost.audit.retention") Optional<Duration> retention) {
        this.log = log;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(every = "15m", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void keep() {
        try {
            if (retention.isPresent()) {
                clock.now().ifPresent(this::keep);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Entries of the audit log that are too old could not be forgotten and will be: %s", e);
        }
    }

    void keep(Instant now) {
        retention.ifPresent(kept -> {
            while (log.forget(now.minus(kept)) == AuditLog.FORGOTTEN_AT_ONCE) {
                // The next of them.
            }
        });
    }
}
