package dev.milepost.slo.counting;

import dev.milepost.slo.counting.CountRepository.FirstAndLast;
import dev.milepost.slo.counting.CountRepository.TransactionSnapshot;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.StepCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Caches the counts per minute. Each query first applies the rows that were written since the previous one. The result
 * equals the database as the transaction sees it, so that replicas return the same numbers. Only one thread may query
 * at a time, and the query must be the first statement of its transaction.
 */
@ApplicationScoped
class CountSeriesCache {

    /** Each step takes about 16 bytes. The least recently used series are evicted first. */
    private static final int MAX_STEPS = 8_000_000;

    /**
     * How far a series may reach back beyond what is requested before it is cut. A history looks that much further
     * back.
     */
    private static final Duration SLACK = Duration.ofDays(32);

    private final CountRepository counts;
    private final Map<Integer, CachedSeries> series = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable TransactionSnapshot lastSnapshot;

    CountSeriesCache(CountRepository counts) {
        this.counts = counts;
    }

    private record CachedSeries(Instant since, CountSeries series) {}

    /** @param since how far back counts are needed at least, by indicator count id */
    Map<Integer, CountSeries> find(Map<Integer, Instant> since) {
        refresh();
        var missing = new HashMap<>(since);
        since.forEach((indicatorCount, time) -> {
            var known = series.get(indicatorCount);
            if (known != null && !known.since().isAfter(time)) {
                missing.remove(indicatorCount);
            }
        });
        if (!missing.isEmpty()) {
            var found = counts.find(missing);
            missing.forEach((indicatorCount, time) -> series.put(
                    indicatorCount,
                    new CachedSeries(
                            time,
                            CountSeries.NONE.withReplaced(found.getOrDefault(indicatorCount, new StepCounts())))));
        }
        var answer = new HashMap<Integer, CountSeries>();
        since.forEach((indicatorCount, time) -> answer.put(indicatorCount, cached(indicatorCount, time)));
        evict();
        return answer;
    }

    /** Returns the first and the last valid event by indicator count id; none for one without events. */
    Map<Integer, FirstAndLast> findFirstAndLast(Collection<Integer> indicatorCounts) {
        return counts.findFirstAndLast(indicatorCounts);
    }

    private void refresh() {
        var now = counts.currentSnapshot();
        if (lastSnapshot == null || now.xmax() < lastSnapshot.xmax()) {
            // The database is another one, or it was restored to an earlier state.
            series.clear();
        } else if (!series.isEmpty()) {
            counts.changedSince(lastSnapshot)
                    .forEach((indicatorCount, steps) -> series.computeIfPresent(
                            indicatorCount,
                            (id, known) -> new CachedSeries(
                                    known.since(), known.series().withReplaced(steps))));
        }
        lastSnapshot = now;
    }

    /** Returns the cached series. It is cut if it reaches back much further than requested. */
    private CountSeries cached(int indicatorCount, Instant since) {
        var known = series.get(indicatorCount);
        if (known == null) {
            return CountSeries.NONE;
        }
        if (known.since().plus(SLACK).isBefore(since)) {
            known = new CachedSeries(since, known.series().since(since));
            series.put(indicatorCount, known);
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
