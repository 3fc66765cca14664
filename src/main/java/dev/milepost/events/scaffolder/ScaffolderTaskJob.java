package dev.milepost.events.scaffolder;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.intake.EventIngest;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.security.backstage.BackstageFailure;
import dev.milepost.security.backstage.BackstageFailure.Kind;
import dev.milepost.security.backstage.BackstageInstall;
import dev.milepost.security.backstage.BackstageInstalls;
import dev.milepost.security.backstage.BackstageReads;
import dev.milepost.security.backstage.BackstageReads.Lease;
import dev.milepost.security.backstage.BackstageReads.Part;
import dev.milepost.security.backstage.BackstageReads.Reached;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads the tasks of Backstage's scaffolder on a schedule, for installs without Milepost's plugin, which sends them. */
@ApplicationScoped
class ScaffolderTaskJob {

    private static final Logger LOG = Logger.getLogger(ScaffolderTaskJob.class);

    /** The ends of one read. The next read goes on at once, and another replica may do it. */
    private static final int MOST_ENDS = 500;

    private final BackstageInstalls installs;
    private final BackstageReads reads;
    private final SentTaskRepository sent;
    private final EventIngest ingest;
    private final Clock clock;

    ScaffolderTaskJob(
            BackstageInstalls installs,
            BackstageReads reads,
            SentTaskRepository sent,
            EventIngest ingest,
            Clock clock) {
        this.installs = installs;
        this.reads = reads;
        this.sent = sent;
        this.ingest = ingest;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        for (var install : installs.with(config -> config.tasks().enabled())) {
            try {
                reads.readIfDue(
                        install.name(), Part.TASKS, install.config().tasks().every(), lease -> read(install, lease));
            } catch (RuntimeException e) {
                // The database is away. The lease ends, and the read begins again.
                LOG.debugf(e, "The tasks of Backstage %s are read later", install.name());
            }
        }
    }

    private Reached read(BackstageInstall install, Lease lease) throws BackstageFailure {
        try {
            return new ScaffolderTaskReader(install, sent, this::ingest, MOST_ENDS).read(lease, clock.instant());
        } catch (ProblemException e) {
            throw new BackstageFailure(Kind.UNAVAILABLE, "The events were not accepted: " + e.getMessage());
        }
    }

    private void ingest(List<Envelope> events) {
        var receipt = ingest.ingest(events);
        if (!receipt.rejected().isEmpty()) {
            LOG.debugf(
                    "Events of a scaffolder task do not satisfy their contract: %s",
                    receipt.rejected().get(0).detail());
        }
    }
}
