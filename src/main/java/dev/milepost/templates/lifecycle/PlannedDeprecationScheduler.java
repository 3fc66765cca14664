package dev.milepost.templates.lifecycle;

import dev.milepost.templates.registry.VersionStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Announces deprecations that a manifest has planned once their date has come. */
@ApplicationScoped
class PlannedDeprecationScheduler {

    private final VersionStore store;
    private final TemplateEventPublisher events;
    private final Clock clock;

    PlannedDeprecationScheduler(VersionStore store, TemplateEventPublisher events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void announce() {
        store.takePlannedDeprecations(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .forEach(planned -> events.deprecated(planned.template(), planned.version(), planned.since()));
    }
}
