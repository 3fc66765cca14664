package dev.milepost.slo.prometheus;

import dev.milepost.slo.counting.CountedIndicators;
import dev.milepost.slo.status.SloStatusReader;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Publishes the metrics of objectives. They are refreshed on a schedule, so that a scrape never waits for the database.
 */
@ApplicationScoped
class SloMeters {

    private static final Logger LOG = Logger.getLogger(SloMeters.class);
    private static final String INSTALL = "install";

    private final SloStatusReader statusReader;
    private final CountedIndicators indicators;
    private final DurationTotalRepository durations;
    private final PrometheusMeterRegistry registry;
    private final String install;
    private volatile List<Collector.MetricFamilySamples> latest = List.of();

    SloMeters(
            SloStatusReader statusReader,
            CountedIndicators indicators,
            DurationTotalRepository durations,
            PrometheusMeterRegistry registry,
            @ConfigProperty(name = "milepost.install", defaultValue = "milepost") String install) {
        this.install = install;
        this.statusReader = statusReader;
        this.indicators = indicators;
        this.durations = durations;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        registry.getPrometheusRegistry().register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return latest;
            }
        });
    }

    /**
     * Refreshes the metrics. If they cannot be read they are removed, because old values would appear to be current.
     */
    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        try {
            latest = Stream.concat(
                            Gauges.of(statusReader.allEnabled()).stream(),
                            Histograms.of(indicators.all(), durations.findAll()).stream())
                    .map(family -> MetricFamily.labelled(family, INSTALL, install))
                    .toList();
        } catch (RuntimeException e) {
            LOG.warnf("The status of objectives could not be read. This will be retried: %s", e.getMessage());
            latest = List.of();
        }
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void compactDurations() {
        try {
            durations.compact();
        } catch (RuntimeException e) {
            LOG.debugf(e, "The duration totals could not be compacted. This will be retried.");
        }
    }
}
