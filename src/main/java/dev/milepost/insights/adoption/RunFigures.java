package dev.milepost.insights.adoption;

import java.util.Map;

/**
 * The runs of a golden path in a window. A run belongs to the window in which it ended; a run that has not ended, to
 * the one in which it started.
 *
 * @param success of the runs that ended, those that succeeded
 * @param buildable of the successful runs with a report, those whose repository built and passed validation
 * @param timeToFirstSuccess of services whose first successful run is in the window: from the start of their first run
 */
record RunFigures(
        long count,
        long succeeded,
        long failed,
        long cancelled,
        long running,
        Ratio success,
        Ratio buildable,
        DurationQuantiles timeToFirstSuccess,
        TimeSaved timeSaved,
        Map<String, Long> byVersion) {

    /**
     * @param seconds the sum of the time savings that the versions stated when the runs ended
     * @param runs the number of runs whose version stated one
     * @param unknown the number of successful runs that created a service and whose version stated none
     */
    record TimeSaved(long seconds, long runs, long unknown) {}
}
