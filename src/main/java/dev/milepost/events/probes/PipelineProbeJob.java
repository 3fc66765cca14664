package dev.milepost.events.probes;

import dev.milepost.events.golden.GoldenEvent;
import dev.milepost.events.log.Outbox;
import dev.milepost.events.log.Projection;
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
class PipelineProbeJob implements Projection {

    private final Outbox outbox;
    private final Clock clock;

    PipelineProbeJob(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(cron = "{milepost.probes.intake}", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void send() {
        outbox.add(ProbeEvents.started(clock.instant()), null);
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        events.stream()
                .filter(ProbeEvents::isStarted)
                .forEach(started -> outbox.add(ProbeEvents.completed(started, clock.instant()), null));
    }
}
