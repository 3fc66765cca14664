package dev.milepost.upgrades.scaffolding;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Records runs soon after their events arrive, outside of the pipeline so that it is never blocked. */
@ApplicationScoped
class RecordingLoop {

    private static final Logger LOG = Logger.getLogger(RecordingLoop.class);
    private static final int BATCH_SIZE = 5;
    private static final int MAX_PER_TICK = 100;

    private final RunRecording recording;

    RecordingLoop(RunRecording recording) {
        this.recording = recording;
    }

    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void record() {
        try {
            int taken = BATCH_SIZE;
            for (int n = 0; taken == BATCH_SIZE && n < MAX_PER_TICK; n += taken) {
                taken = recording.recordSome(BATCH_SIZE);
            }
        } catch (RuntimeException e) {
            // Claimed runs are due again when their lease ends.
            LOG.warn("Could not record scaffold runs; trying again later", e);
        }
    }
}
