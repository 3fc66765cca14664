package dev.milepost.events.pipeline;

import dev.milepost.events.log.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * The gauges of the pipeline. They are refreshed periodically, so that a scrape never waits for brokers or the
 * database.
 */
@Startup // its gauges are there from the first scrape on
@ApplicationScoped
class PipelineMeters {

    private static final Logger LOG = Logger.getLogger(PipelineMeters.class);

    private final PipelineProgress progress;
    private final Outbox outbox;
    private volatile GaugeValues last = GaugeValues.UNKNOWN;

    PipelineMeters(PipelineProgress progress, Outbox outbox, MeterRegistry meters) {
        this.progress = progress;
        this.outbox = outbox;
        meters.gauge("milepost.pipeline.lag.events", this, gauges -> gauges.last.lagEvents());
        meters.gauge("milepost.pipeline.lag.seconds", this, gauges -> gauges.last.lagSeconds());
        meters.gauge("milepost.quarantine.events", this, gauges -> gauges.last.quarantined());
        meters.gauge("milepost.recomputation.postponed.services", this, gauges -> gauges.last.postponedServices());
        meters.gauge("milepost.outbox.messages", this, gauges -> gauges.last.outbox());
    }

    private record GaugeValues(
            double lagEvents, double lagSeconds, double quarantined, double postponedServices, double outbox) {

        static final GaugeValues UNKNOWN = new GaugeValues(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        try {
            var status = progress.status();
            last = new GaugeValues(
                    status.lagEvents(),
                    status.lagSeconds(),
                    status.quarantined(),
                    status.postponedServices(),
                    outbox.size());
        } catch (RuntimeException e) {
            LOG.debugf(e, "The progress of the pipeline could not be read.");
            last = GaugeValues.UNKNOWN;
        }
    }
}
