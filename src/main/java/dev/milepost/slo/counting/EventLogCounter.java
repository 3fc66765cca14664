package dev.milepost.slo.counting;

import dev.milepost.events.log.EventLogScanner;
import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Indicator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts an indicator from the event log without storing the counts, as far back as the log reaches. */
@ApplicationScoped
public class EventLogCounter {

    /** A caller waits for the count, and its filters can take a tenth of a second for each event. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** All counts that run at once may keep this part of the heap. */
    private static final int PART_OF_HEAP = 8;

    private final EventLogScanner log;
    private final Clock clock;
    private final long mostKept;

    @Inject
    EventLogCounter(EventLogScanner log, Clock clock) {
        this(log, clock, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / EvaluationTurns.AT_ONCE);
    }

    /** @param mostKept the most heap, in bytes, of the events that decide the outcomes */
    EventLogCounter(EventLogScanner log, Clock clock, long mostKept) {
        this.log = log;
        this.clock = clock;
        this.mostKept = mostKept;
    }

    /**
     * Counts the outcomes from {@code since} on. Of older events it keeps only those that belong to these outcomes. The
     * log is read in parts, and no connection is in use between these.
     *
     * @param pause called before each event and outcome, when no event is in memory but those that are kept
     * @throws ProblemException if it takes more than 20 seconds, or the outcomes need too much memory
     */
    public CountSeries count(Indicator indicator, Instant since, Runnable pause) {
        var inTime = until(TIMEOUT);
        Runnable beforeEach = () -> {
            inTime.run();
            pause.run();
        };
        var types = List.copyOf(indicator.types());
        var counts = List.of(new IndicatorCount(0, indicator));
        var groups = new EventGroups(counts, beforeEach);
        LogPosition after = null;
        do {
            var part = log.find(types, after, EventLogReplay.BATCH_SIZE);
            var older = new EventGroups(counts, beforeEach);
            for (var stored : part.events()) {
                beforeEach.run();
                var event = stored.read();
                (event.time().isBefore(since) ? older : groups).add(event);
                if (groups.heap() + older.heap() > mostKept) {
                    throw ProblemException.of(
                            ProblemType.COUNT_TOO_LARGE,
                            "The outcomes need too much memory. Use a shorter time window, more filters, or filters that read smaller fields, or save the SLO, which counts them in the background");
                }
            }
            // The log returns the newest events first.
            groups.mergeOlder(older, since);
            after = part.end();
        } while (after != null);
        return groups.series(clock.instant());
    }

    /** Returns a check that fails once the timeout, which starts now, is over. */
    static Runnable until(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        return () -> {
            if (System.nanoTime() - end >= 0) {
                throw ProblemException.of(
                        ProblemType.COUNT_TOO_LONG,
                        "Counting the events takes more than %d seconds. Use simpler filters, or save the SLO, which counts them in the background"
                                .formatted(timeout.toSeconds()));
            }
        };
    }
}
