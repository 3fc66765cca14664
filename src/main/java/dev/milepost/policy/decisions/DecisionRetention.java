package dev.milepost.policy.decisions;

import dev.milepost.platform.sql.DeletionClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes decisions, and earlier their inputs, that are older than the configured times. */
@ApplicationScoped
class DecisionRetention {

    private static final Logger LOG = Logger.getLogger(DecisionRetention.class);

    private final DecisionRepository decisions;
    private final DeletionClock clock;
    private final DecisionsConfig config;

    DecisionRetention(DecisionRepository decisions, DeletionClock clock, DecisionsConfig config) {
        this.decisions = decisions;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(every = "15m", delayed = "50s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            clock.now().ifPresent(this::run);
        } catch (RuntimeException e) {
            LOG.warnf("Policy decisions older than the retention could not be deleted. This will be retried: %s", e);
        }
    }

    void run(Instant now) {
        while (decisions.deleteBefore(now.minus(config.retention())) == DecisionRepository.BATCH) {
            // Continues with the next batch.
        }
        while (decisions.removeInputsBefore(now.minus(config.inputRetention())) == DecisionRepository.BATCH) {
            // Continues with the next batch.
        }
    }
}
