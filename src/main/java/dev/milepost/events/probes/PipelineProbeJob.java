package dev.milepost.events.probes;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.Outbox;
import dev.milepost.events.log.Projection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Probes the pipeline from end to end. Each minute the job sends a {@code probe.started} event. The transaction that
 * appends it to the log and applies the projections writes a {@code probe.completed} event with the current time. A
 * stalled pipeline emits nothing, so the absence of events is the signal.
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
