package dev.milepost.events.pipeline;

import dev.milepost.events.log.EventPartitions;
import dev.milepost.platform.sql.DeletionClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Deletes events and quarantine entries older than retention. The facts aggregated from them stay, and therefore the
 * numbers.
 */
@ApplicationScoped
class RetentionJob {

    private static final Logger LOG = Logger.getLogger(RetentionJob.class);

    private final EventPartitions partitions;
    private final QuarantineRepository quarantine;
    private final DeletionClock clock;

    RetentionJob(EventPartitions partitions, QuarantineRepository quarantine, DeletionClock clock) {
        this.partitions = partitions;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    @Scheduled(every = "15m", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void dropExpired() {
        try {
            partitions.createAhead();
            clock.now().map(now -> now.minus(partitions.retention())).ifPresent(before -> {
                partitions.dropOld(before);
                quarantine.deleteBefore(before);
            });
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Events and quarantine entries older than milepost.retention could not be deleted. The next run tries again: %s",
                    FailureClassifier.describe(e));
        }
    }
}
