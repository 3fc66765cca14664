package dev.milepost.security.audit;

import dev.milepost.platform.sql.DeletionClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes audit entries older than the configured retention. Without a retention, nothing is deleted. */
@ApplicationScoped
class AuditRetention {

    private static final Logger LOG = Logger.getLogger(AuditRetention.class);

    private final AuditRepository entries;
    private final DeletionClock clock;
    private final Optional<Duration> retention;

    AuditRetention(
            AuditRepository entries,
            DeletionClock clock,
            @ConfigProperty(name = "milepost.audit.retention") Optional<Duration> retention) {
        this.entries = entries;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(every = "15m", delayed = "45s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            if (retention.isPresent()) {
                clock.now().ifPresent(this::run);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Audit entries older than the retention could not be deleted. This will be retried: %s", e);
        }
    }

    void run(Instant now) {
        retention.ifPresent(kept -> {
            while (entries.deleteBefore(now.minus(kept)) == AuditRepository.DELETE_BATCH_SIZE) {
                // Continues with the next batch.
            }
        });
    }
}
