package dev.milepost.insights.campaigns;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Advances the running campaigns. Of several replicas, the one that locks a campaign's row takes its step. */
@ApplicationScoped
class CampaignLoop {

    private static final Logger LOG = Logger.getLogger(CampaignLoop.class);

    private final Campaigns campaigns;

    CampaignLoop(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Scheduled(every = "1m", delayed = "40s", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        try {
            for (var id : campaigns.findRunning()) {
                campaigns.advance(id);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Campaigns could not be advanced. This is retried: %s", e);
        }
    }
}
