package dev.milepost.counting;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts the past by definitions that are new, beside the pipeline, in as many replicas as there are. */
@ApplicationScoped
public class Recounting {

    private static final Logger LOG = Logger.getLogger(Recounting.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Turn turn;
    private final Reckonings reckonings;
    private final LogReading reading;
    private final OutcomeRetention outcomes;

    Recounting(Turn turn, Reckonings reckonings, LogReading reading, OutcomeRetention outcomes) {
        this.outcomes = outcomes;
        this.turn = turn;
        this.reckonings = reckonings;
        this.reading = reading;
    }

    /** The definitions that the service brings along may be others than before it was updated. */
    void begin(@Observes StartupEvent started) {
        keepStep();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void goOn() {
        try {
            keepStep();
            while (reading.readPart(LogReading.PART)) {
                LOG.debug("A part of the log was counted for objectives.");
            }
            keepStep();
            while (reading.clearPart()) {
                LOG.debug("A part of what no objective uses was taken away.");
            }
            while (outcomes.trimPart()) {
                LOG.debug("A part of what no objective reads was taken away.");
            }
        } catch (RuntimeException e) {
            LOG.warn("Objectives could not be counted anew and will be", e);
        }
    }

    /** Makes a change of definitions in a transaction of its own, from which on events are counted by them. */
    public void define(Runnable change) {
        QuarkusTransaction.requiringNew().run(() -> {
            turn.toDefine();
            change.run();
            reckonings.follow();
        });
    }

    /** Counts the past by a definition, for so long; the rest is counted later. */
    public void hasten(String slo, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!reckonings.isComplete(slo) && System.nanoTime() < end) {
            if (!reading.readPart(LogReading.PART)) {
                keepStep();
                pause();
            }
        }
    }

    private void keepStep() {
        if (!reckonings.isInStep()) {
            define(() -> {});
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
