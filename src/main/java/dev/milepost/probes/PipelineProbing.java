package dev.milepost.probes;

import dev.milepost.events.GoldenEvent;
import dev.milepost.events.Outbox;
import dev.milepost.events.Projection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Probes the pipeline from its entrance to its end. At the beginning of each minute an event goes in, and in the
 * transaction that makes it part of the log and of all that is shown, another is told of, with the time of then. A
 * pipeline that stands still tells nothing, which is told by its silence.
 */
@ApplicationScoped
class PipelineProbing implements Projection {

    private final Outbox outbox;
    private final Clock clock;

    PipelineProbing(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(cron = "{milepost.probes.intake}", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void send() {
        outbox.add(PipelineProbe.started(clock.instant()), null);
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        events.stream()
                .filter(PipelineProbe::isStarted)
                .forEach(started -> outbox.add(PipelineProbe.completed(started, clock.instant()), null));
    }
}
