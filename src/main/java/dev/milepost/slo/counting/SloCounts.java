package dev.milepost.slo.counting;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.CountSeries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an SLO.
 *
 * @param slo the current definition
 * @param countedDefinition the definition that the counts belong to: the current one, or the previous one while the
 * current one is being counted
 * @param observedSince since when events are observed; a lack of events before is not evidence
 */
public record SloCounts(
        SloDefinition slo,
        SloDefinition countedDefinition,
        CountSeries series,
        Instant observedSince,
        Progress progress) {

    /**
     * The progress of counting.
     *
     * @param complete true if the log has been counted for the current definition
     * @param readBackTo how far back from its end the log has been read; null if counting is complete or has not
     * started
     * @param countedSince the log had lost earlier events when it was counted; null if it had lost none
     * @param suspension null unless new events are not counted
     */
    public record Progress(
            boolean complete,
            @Nullable Instant readBackTo,
            @Nullable Instant countedSince,
            @Nullable Suspension suspension) {

        public Progress(boolean complete, @Nullable Instant readBackTo, @Nullable Instant countedSince) {
            this(complete, readBackTo, countedSince, null);
        }

        public static final Progress COMPLETE = new Progress(true, null, null);
        static final Progress NOT_STARTED = new Progress(false, null, null);
    }

    /**
     * New events are not counted, because the filters take too many steps.
     *
     * @param resumeAt the earliest time from which on new events are counted again
     */
    public record Suspension(Instant since, Instant resumeAt) {}

    /** Returns the later of when the SLO was first defined and since when the log could be counted. */
    static Instant observedSince(Instant defined, @Nullable Instant countedSince) {
        return countedSince == null || countedSince.isBefore(defined) ? defined : countedSince;
    }
}
