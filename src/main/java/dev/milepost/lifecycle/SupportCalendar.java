package dev.milepost.lifecycle;

import dev.milepost.templates.VersionStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Announces deprecations that a manifest has planned, when their day has come. */
@ApplicationScoped
class SupportCalendar {

    private final VersionStore store;
    private final TemplateNews news;
    private final Clock clock;

    SupportCalendar(VersionStore store, TemplateNews news, Clock clock) {
        this.store = store;
        this.news = news;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void announce() {
        store.tellPlanned(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .forEach(planned -> news.deprecated(planned.template(), planned.version(), planned.since()));
    }
}
