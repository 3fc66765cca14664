package dev.milepost.slo.counting;

import dev.milepost.slo.counting.CountRepository.FirstAndLast;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.EventFlow.EarlierEvents;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an SLO.
 *
 * @param slo the current definition
 * @param countedDefinition the definition that the counts belong to: the current one, or the previous one while the
 * current one is being counted
 * @param observedSince since when events are observed; a lack of events before is not evidence. For an objective that
 * counts silence as bad, not before the first event
 * @param missingParts the parts of a composite SLO that do not exist; none for other SLOs
 * @param earlier the stored events, if they matter because the series has none; null if none came or they are not read
 */
public record SloCounts(
        SloDefinition slo,
        SloDefinition countedDefinition,
        CountSeries series,
        Instant observedSince,
        Progress progress,
        List<String> missingParts,
        @Nullable EarlierEvents earlier) {

    public SloCounts {
        missingParts = List.copyOf(missingParts);
    }

    /** Creates counts of which no event is earlier than the series. */
    public SloCounts(
            SloDefinition slo,
            SloDefinition countedDefinition,
            CountSeries series,
            Instant observedSince,
            Progress progress) {
        this(slo, countedDefinition, series, observedSince, progress, List.of(), null);
    }

    /** A time after any query. Milliseconds since the epoch can represent it. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

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

    /**
     * Returns the counts of a definition that is not saved.
     *
     * @param since the start of its window
     */
    public static SloCounts ofPreview(SloDefinition slo, CountSeries series, Instant since) {
        var first = series.firstValid();
        var ends = first == null ? null : new FirstAndLast(first, first, 1);
        var counts = new SloCounts(slo, slo, series, since, Progress.COMPLETE).with(ends);
        return new SloCounts(slo, slo, series, counts.observedSince(), Progress.COMPLETE);
    }

    /** @param ends the first and the last event that is stored; null if it is not needed or none is */
    SloCounts with(@Nullable FirstAndLast ends) {
        var since = observedSince;
        if (countedDefinition.slo().countsSilence()) {
            var first = ends == null ? NEVER : ends.first();
            since = first.isAfter(since) ? first : since;
        }
        return new SloCounts(
                slo,
                countedDefinition,
                series,
                since,
                progress,
                missingParts,
                ends == null ? null : new EarlierEvents(ends.last(), ends.minutes()));
    }

    /** Returns the counts of a composite SLO from those of its parts. Its own definition needs no counting. */
    public SloCounts withParts(CountSeries slices, Progress ofParts, List<String> missing) {
        return new SloCounts(slo, slo, slices, observedSince, ofParts, missing, null);
    }

    /** Returns the later of when the SLO was first defined and since when the log could be counted. */
    static Instant observedSince(Instant defined, @Nullable Instant countedSince) {
        return countedSince == null || countedSince.isBefore(defined) ? defined : countedSince;
    }
}
