package dev.milepost.events.webhooks;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.intake.EventIngest;
import dev.milepost.events.vendors.PushGraphs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads the commit graphs of pushes soon after their deliveries, one after the other, as GitHub asks for. */
@ApplicationScoped
class PushGraphJob {

    private static final Logger LOG = Logger.getLogger(PushGraphJob.class);

    private static final int MOST_AT_ONCE = 100;

    private final PushGraphs graphs;
    private final EventIngest ingest;

    PushGraphJob(PushGraphs graphs, EventIngest ingest) {
        this.graphs = graphs;
        this.ingest = ingest;
    }

    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        if (!graphs.areRead()) {
            return;
        }
        try {
            for (int n = 0; n < MOST_AT_ONCE && graphs.readNext(this::ingest); n++) {
                LOG.debug("The commits of a push were read from GitHub.");
            }
        } catch (RuntimeException e) {
            // A claimed push is due again when its lease ends.
            LOG.warn("The commits of pushes could not be read from GitHub. This will be retried", e);
        }
    }

    private void ingest(List<Envelope> events) {
        var receipt = ingest.ingest(events);
        if (!receipt.rejected().isEmpty()) {
            LOG.warnf(
                    "Commits that GitHub returned do not satisfy the contract of golden events: %s",
                    receipt.rejected().get(0).detail());
        }
    }
}
