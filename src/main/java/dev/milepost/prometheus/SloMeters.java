package dev.milepost.prometheus;

import dev.milepost.counting.CountedIndicators;
import dev.milepost.slo.Standings;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What Prometheus is told of objectives. It is read now and then, so that a scrape never waits for the database. */
@ApplicationScoped
class SloMeters {

    private static final Logger LOG = Logger.getLogger(SloMeters.class);

    private final Standings standings;
    private final CountedIndicators indicators;
    private final JournalRepository journal;
    private final PrometheusMeterRegistry registry;
    private volatile List<Collector.MetricFamilySamples> last = List.of();

    SloMeters(
            Standings standings,
            CountedIndicators indicators,
            JournalRepository journal,
            PrometheusMeterRegistry registry) {
        this.standings = standings;
        this.indicators = indicators;
        this.journal = journal;
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        registry.getPrometheusRegistry().register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return last;
            }
        });
    }

    /** What could not be read is not there: an old value would say that all is known. */
    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        try {
            last = Stream.concat(
                            Gauges.of(standings.all()).stream(),
                            Histograms.of(indicators.all(), journal.findAll()).stream())
                    .toList();
        } catch (RuntimeException e) {
            LOG.warnf("How objectives stand could not be read and will be: %s", e.getMessage());
            last = List.of();
        }
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void sumUp() {
        try {
            journal.sumUp();
        } catch (RuntimeException e) {
            LOG.debugf(e, "The journal of durations was not summed up and will be.");
        }
    }
}
