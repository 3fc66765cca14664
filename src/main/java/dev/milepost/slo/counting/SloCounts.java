package dev.milepost.slo.counting;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.CountSeries;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted of an SLO.
 *
 * @param slo the definition that holds
 * @param countedDefinition the definition that was counted by: that one, or the one before as long as the next is being counted by
 * @param observedSince from when on events were taken as they came: silence before says nothing
 */
public record SloCounts(
        SloDefinition slo,
        SloDefinition countedDefinition,
        CountSeries series,
        Instant observedSince,
        Progress progress) {

    /**
     * How far counting is.
     *
     * @param complete whether the log has been read for the definition that holds
     * @param readBackTo how far it has been read, from its end back; null where it is complete or has not been begun
     * @param countedSince what happened before had been lost to the log when it was read; null where nothing was
     */
    public record Progress(
            boolean complete,
            @Nullable Instant readBackTo,
            @Nullable Instant countedSince) {

        public static final Progress COMPLETE = new Progress(true, null, null);
        static final Progress NOT_STARTED = new Progress(false, null, null);
    }

    /** The latest of when it was first defined and what the log had lost by then. */
    static Instant observedSince(Instant defined, @Nullable Instant countedSince) {
        return countedSince == null || countedSince.isBefore(defined) ? defined : countedSince;
    }
}
