package dev.milepost.policy.evidence;

import dev.milepost.platform.sql.DeletionClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes documents, and later the facts that were read from them, when their retention ends. */
@ApplicationScoped
class EvidenceRetention {

    private static final Logger LOG = Logger.getLogger(EvidenceRetention.class);

    private final EvidenceRepository evidence;
    private final DeletionClock clock;
    private final Duration ofDocuments;
    private final Duration ofFacts;

    EvidenceRetention(
            EvidenceRepository evidence,
            DeletionClock clock,
            @ConfigProperty(name = "milepost.evidence.document-retention", defaultValue = "90d") Duration ofDocuments,
            @ConfigProperty(name = "milepost.evidence.retention", defaultValue = "730d") Duration ofFacts) {
        this.evidence = evidence;
        this.clock = clock;
        this.ofDocuments = ofDocuments;
        this.ofFacts = ofFacts;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            clock.now().ifPresent(this::deleteExpired);
        } catch (RuntimeException e) {
            LOG.warnf("Could not delete expired evidence. This will be retried in an hour: %s", e.getMessage());
        }
    }

    void deleteExpired(Instant now) {
        while (evidence.deleteDocuments(now.minus(ofDocuments)) > 0) {
            LOG.debug("Deleted documents of evidence whose retention has ended.");
        }
        while (evidence.deleteEvidence(now.minus(ofFacts)) > 0) {
            LOG.debug("Deleted evidence whose retention has ended.");
        }
    }
}
