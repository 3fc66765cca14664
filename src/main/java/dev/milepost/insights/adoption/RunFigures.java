package dev.milepost.insights.adoption;

import dev.milepost.upgrades.scaffolding.RunHistory.RecordedRun;
import dev.milepost.upgrades.scaffolding.ScaffoldRun;
import dev.milepost.upgrades.scaffolding.ScaffoldRun.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** @param runs all runs before the window's end */
    static RunFigures of(List<RecordedRun> runs, Timeframe window) {
        var within = runs.stream()
                .filter(run -> window.contains(run.endedOrStartedAt()))
                .toList();
        long succeeded = count(within, Status.SUCCESS);
        long failed = count(within, Status.FAILURE);
        long cancelled = count(within, Status.CANCELLED);
        var withBuildResult = within.stream()
                .map(RecordedRun::run)
                .filter(run -> run.status() == Status.SUCCESS && run.buildable() != null)
                .toList();
        var byVersion = new TreeMap<String, Long>();
        within.forEach(run -> {
            var version = run.run().version();
            byVersion.merge(version == null ? "unknown" : version, 1L, Long::sum);
        });
        return new RunFigures(
                within.size(),
                succeeded,
                failed,
                cancelled,
                count(within, Status.RUNNING),
                Ratio.of(succeeded, succeeded + failed + cancelled, "no_runs"),
                Ratio.of(
                        withBuildResult.stream()
                                .filter(run -> Boolean.TRUE.equals(run.buildable()))
                                .count(),
                        withBuildResult.size(),
                        "not_told"),
                DurationQuantiles.of(firstSuccesses(runs, window), "no_successful_runs"),
                timeSaved(within),
                byVersion);
    }

    private static long count(List<RecordedRun> runs, Status status) {
        return runs.stream().filter(run -> run.run().status() == status).count();
    }

    private static List<Duration> firstSuccesses(List<RecordedRun> runs, Timeframe window) {
        var begun = new HashMap<String, Instant>();
        var succeeded = new HashMap<String, Instant>();
        for (var run : runs) {
            var service = run.run().service();
            if (service != null) {
                begun.merge(service, run.startedOrEndedAt(), RunFigures::earlier);
                if (run.run().status() == Status.SUCCESS) {
                    succeeded.merge(service, run.endedOrStartedAt(), RunFigures::earlier);
                }
            }
        }
        var durations = new ArrayList<Duration>();
        succeeded.forEach((service, at) -> {
            var first = begun.get(service);
            if (first != null && window.contains(at)) {
                durations.add(Duration.between(first, at));
            }
        });
        return durations;
    }

    private static TimeSaved timeSaved(List<RecordedRun> within) {
        long seconds = 0;
        long known = 0;
        long unknown = 0;
        for (var run : within) {
            if (run.run().status() == Status.SUCCESS && run.run().kind() == ScaffoldRun.Kind.CREATE) {
                var saved = run.timeSavedSeconds();
                seconds += saved == null ? 0 : saved;
                known += saved == null ? 0 : 1;
                unknown += saved == null ? 1 : 0;
            }
        }
        return new TimeSaved(seconds, known, unknown);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
