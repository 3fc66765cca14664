package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.http.ResponseMemoryBudget;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Records runs soon after their events arrive, outside of the pipeline so that it is never blocked. */
@ApplicationScoped
class RecordingLoop {

    private static final Logger LOG = Logger.getLogger(RecordingLoop.class);
    private static final int MAX_PER_TICK = 100;

    private final RunRecording recording;
    private final ResponseMemoryBudget memory;

    RecordingLoop(RunRecording recording, ResponseMemoryBudget memory) {
        this.recording = recording;
        this.memory = memory;
    }

    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void record() {
        try {
            for (int n = 0; n < MAX_PER_TICK && recording.isAnyDue(); n++) {
                if (!memory.runReserved(recording::recordNext)) {
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            // Claimed runs are due again when their lease ends.
            LOG.warn("Could not record scaffold runs. This will be retried", e);
        }
    }
}
