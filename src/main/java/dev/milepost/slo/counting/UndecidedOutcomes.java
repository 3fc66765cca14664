package dev.milepost.slo.counting;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Makes outcomes bad that wait for a report for longer than their indicator allows. */
@ApplicationScoped
class UndecidedOutcomes {

    private static final Logger LOG = Logger.getLogger(UndecidedOutcomes.class);

    private final DefinitionLock lock;
    private final OutcomeRepository outcomes;
    private final Clock clock;

    UndecidedOutcomes(DefinitionLock lock, OutcomeRepository outcomes, Clock clock) {
        this.lock = lock;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        try {
            while (expireBatch()) {
                LOG.debug("Outcomes that no report decided in time became bad.");
            }
        } catch (RuntimeException e) {
            LOG.warnf("Undecided outcomes could not be read. This will be retried: %s", e.getMessage());
        }
    }

    private boolean expireBatch() {
        return QuarkusTransaction.requiringNew().call(() -> {
            lock.lockShared();
            return outcomes.expireBatch(clock.instant());
        });
    }
}
