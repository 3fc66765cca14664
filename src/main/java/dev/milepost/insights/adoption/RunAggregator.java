package dev.milepost.insights.adoption;

import dev.milepost.insights.adoption.RunFigures.TimeSaved;
import dev.milepost.upgrades.scaffolding.RunHistory.RecordedRun;
import dev.milepost.upgrades.scaffolding.ScaffoldRun;
import dev.milepost.upgrades.scaffolding.ScaffoldRun.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Aggregates the runs of a golden path before the end of a window, in any order. Keeps no runs, but their services. */
final class RunAggregator {

    private final Timeframe window;
    private final Map<Status, Long> byStatus = new EnumMap<>(Status.class);
    private final Map<String, Long> byVersion = new TreeMap<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Instant> succeeded = new HashMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private boolean isEmpty = true;
    private long buildable;
    private long notBuildable;
    private long savedSeconds;
    private long savedRuns;
    private long savedUnknown;

    RunAggregator(Timeframe window) {
        this.window = window;
    }

    void add(RecordedRun recorded) {
        isEmpty = false;
        var run = recorded.run();
        var service = run.service();
        if (service != null) {
            begun.merge(service, recorded.startedOrEndedAt(), RunAggregator::earlier);
            if (run.status() == Status.SUCCESS) {
                succeeded.merge(service, recorded.endedOrStartedAt(), RunAggregator::earlier);
            }
        }
        if (window.contains(recorded.endedOrStartedAt())) {
            addWithin(recorded);
        }
    }

    private void addWithin(RecordedRun recorded) {
        var run = recorded.run();
        var version = run.version();
        byVersion.merge(version == null ? "unknown" : version, 1L, Long::sum);
        byStatus.merge(run.status(), 1L, Long::sum);
        if (run.status() != Status.SUCCESS) {
            return;
        }
        if (run.buildable() != null) {
            buildable += run.buildable() ? 1 : 0;
            notBuildable += run.buildable() ? 0 : 1;
        }
        if (run.kind() == ScaffoldRun.Kind.CREATE) {
            var saved = recorded.timeSavedSeconds();
            savedSeconds += saved == null ? 0 : saved;
            savedRuns += saved == null ? 0 : 1;
            savedUnknown += saved == null ? 1 : 0;
            if (run.service() != null) {
                created.merge(run.service(), recorded.endedOrStartedAt(), RunAggregator::earlier);
            }
        }
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** Returns the services of all runs. */
    Set<String> services() {
        return Collections.unmodifiableSet(begun.keySet());
    }

    /** Returns the services that a run in the window created, with the end of the first such run. */
    Map<String, Instant> created() {
        return Collections.unmodifiableMap(created);
    }

    RunFigures figures() {
        long ended = count(Status.SUCCESS) + count(Status.FAILURE) + count(Status.CANCELLED);
        return new RunFigures(
                ended + count(Status.RUNNING),
                count(Status.SUCCESS),
                count(Status.FAILURE),
                count(Status.CANCELLED),
                count(Status.RUNNING),
                Ratio.of(count(Status.SUCCESS), ended, "no_runs"),
                Ratio.of(buildable, buildable + notBuildable, "not_told"),
                DurationQuantiles.of(firstSuccesses(), "no_successful_runs"),
                new TimeSaved(savedSeconds, savedRuns, savedUnknown),
                new TreeMap<>(byVersion));
    }

    private long count(Status status) {
        return byStatus.getOrDefault(status, 0L);
    }

    private List<Duration> firstSuccesses() {
        var durations = new ArrayList<Duration>();
        succeeded.forEach((service, at) -> {
            var first = begun.get(service);
            if (first != null && window.contains(at)) {
                durations.add(Duration.between(first, at));
            }
        });
        return durations;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
