package dev.milepost.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Gives each metric of this service a help text, and each counter its first value, 0. Without a first value Prometheus
 * does not see the first increase.
 */
@ApplicationScoped
class ServiceMetrics {

    /** The help texts by the names that the code uses. */
    static final Map<String, String> HELP = Map.ofEntries(
            Map.entry("milepost.access.denied", "Calls that were denied, by reason."),
            Map.entry("milepost.backstage.reads", "Reads of Backstage by this service, by part and outcome."),
            Map.entry(
                    "milepost.catalog.last.sync.seconds",
                    "When the catalog was synced last, in seconds since the epoch. 0 if it never was."),
            Map.entry("milepost.events.duplicates", "Events that were in the log already."),
            Map.entry("milepost.events.projected", "Events that were added to the log."),
            Map.entry("milepost.events.quarantined", "Records that were quarantined, by stage of the pipeline."),
            Map.entry("milepost.events.uncounted", "Events that no number counts, by origin and reason."),
            Map.entry("milepost.four_keys.question", "The time to answer a query of the four keys, by kind of filter."),
            Map.entry("milepost.github.graphs", "Pushes whose commits were read from GitHub, by outcome."),
            Map.entry("milepost.http.bodies.arriving", "Request bodies that are being read."),
            Map.entry("milepost.http.bytes.in.flight", "Memory of request bodies that arrive, in bytes."),
            Map.entry("milepost.http.bytes.in.work", "Memory of requests that are processed, in bytes."),
            Map.entry("milepost.http.bytes.unread", "Memory of responses that clients have not read, in bytes."),
            Map.entry("milepost.intake.events", "Events that were sent over HTTP, by outcome."),
            Map.entry("milepost.intake.refusals", "Requests with events that were refused as a whole, by status."),
            Map.entry("milepost.outbox.messages", "The service's own events that Kafka has not accepted yet."),
            Map.entry("milepost.pipeline.batch", "The time to process a batch of records, by channel."),
            Map.entry("milepost.pipeline.lag.events", "Accepted events that are not in the numbers yet."),
            Map.entry("milepost.pipeline.lag.seconds", "How long the oldest of these events has waited."),
            Map.entry("milepost.pipeline.records", "Records that were processed, by channel."),
            Map.entry("milepost.quarantine.events", "Records in quarantine."),
            Map.entry("milepost.recomputation", "The time of a recomputation."),
            Map.entry("milepost.recomputation.failures", "Recomputations that failed and are retried."),
            Map.entry("milepost.recomputation.postponed.services", "Services whose recomputation is postponed."),
            Map.entry("milepost.recomputation.services", "Services that were recomputed."),
            Map.entry("milepost.slo.suspensions", "Suspensions of objectives whose filters took too many steps."),
            Map.entry("milepost.webhooks.deliveries", "Deliveries of webhooks, by provider, event and outcome."),
            Map.entry(
                    "milepost.webhooks.refusals", "Deliveries of webhooks that were refused, by provider and status."));

    /** The counters that code creates at their first increase, with the tags that alerts and dashboards use. */
    private static final Map<String, List<Tags>> COUNTERS = Map.of(
            "milepost.events.duplicates", List.of(Tags.empty()),
            "milepost.events.projected", List.of(Tags.empty()),
            "milepost.events.quarantined", all("stage", "ENRICHMENT", "PROJECTION"),
            "milepost.intake.refusals", all("status", "400", "413", "415", "422", "429", "503"),
            "milepost.pipeline.records", all("channel", "raw-events", "enriched-events"),
            "milepost.slo.suspensions", List.of(Tags.empty()));

    private static final Map<String, List<Tags>> TIMERS =
            Map.of("milepost.pipeline.batch", all("channel", "raw-events", "enriched-events"));

    private static List<Tags> all(String tag, String... values) {
        return List.of(values).stream().map(value -> Tags.of(tag, value)).toList();
    }

    @Produces
    @Singleton
    MeterFilter helpTexts() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                var help = HELP.get(id.getName());
                return help == null
                        ? id
                        : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), help, id.getType());
            }
        };
    }

    void start(@Observes StartupEvent started, MeterRegistry meters) {
        COUNTERS.forEach((name, tags) -> tags.forEach(each -> meters.counter(name, each)));
        TIMERS.forEach((name, tags) -> tags.forEach(each -> meters.timer(name, each)));
    }
}
