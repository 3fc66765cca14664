package dev.milepost.slo.counting;

import dev.milepost.slo.counting.CountRepository.TransactionSnapshot;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.StepCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sums by minute of what was asked for, brought up to date at each question by what was written since. They are as
 * the transaction sees them, so that two replicas answer alike: whoever reads has to be alone, and begins with a
 * transaction that has not seen anything yet.
 */
@ApplicationScoped
class CountSeriesCache {

    /** About 16 bytes each; those of whom nobody has asked for longest go first. */
    private static final int MAX_STEPS = 8_000_000;

    /** How much more than is asked for is remembered before it is cut: as much as a history looks further back. */
    private static final Duration SLACK = Duration.ofDays(32);

    private final CountRepository counts;
    private final Map<Integer, Remembered> series = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable TransactionSnapshot lastSnapshot;

    CountSeriesCache(CountRepository counts) {
        this.counts = counts;
    }

    private record Remembered(Instant since, CountSeries series) {}

    /** @param since by reckoning, how far back is asked for at least */
    Map<Integer, CountSeries> find(Map<Integer, Instant> since) {
        refresh();
        var missing = new HashMap<>(since);
        since.forEach((reckoning, time) -> {
            var known = series.get(reckoning);
            if (known != null && !known.since().isAfter(time)) {
                missing.remove(reckoning);
            }
        });
        if (!missing.isEmpty()) {
            var found = counts.find(missing);
            missing.forEach((reckoning, time) -> series.put(
                    reckoning,
                    new Remembered(
                            time, CountSeries.NONE.withReplaced(found.getOrDefault(reckoning, new StepCounts())))));
        }
        var answer = new HashMap<Integer, CountSeries>();
        since.forEach((reckoning, time) -> answer.put(reckoning, cached(reckoning, time)));
        evict();
        return answer;
    }

    private void refresh() {
        var now = counts.currentSnapshot();
        if (lastSnapshot == null || now.xmax() < lastSnapshot.xmax()) {
            // Another database, or an earlier state of it.
            series.clear();
        } else if (!series.isEmpty()) {
            counts.changedSince(lastSnapshot)
                    .forEach((reckoning, steps) -> series.computeIfPresent(
                            reckoning,
                            (id, known) ->
                                    new Remembered(known.since(), known.series().withReplaced(steps))));
        }
        lastSnapshot = now;
    }

    /** Cut where it reaches much further back than is asked for. */
    private CountSeries cached(int reckoning, Instant since) {
        var known = series.get(reckoning);
        if (known == null) {
            return CountSeries.NONE;
        }
        if (known.since().plus(SLACK).isBefore(since)) {
            known = new Remembered(since, known.series().since(since));
            series.put(reckoning, known);
        }
        return known.series();
    }

    private void evict() {
        long steps = series.values().stream()
                .mapToLong(known -> known.series().stepCount())
                .sum();
        for (var each = series.entrySet().iterator(); steps > MAX_STEPS && each.hasNext(); ) {
            steps -= each.next().getValue().series().stepCount();
            each.remove();
        }
    }
}
