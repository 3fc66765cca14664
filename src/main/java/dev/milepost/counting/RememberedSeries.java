package dev.milepost.counting;

import dev.milepost.counting.CountRepository.Seen;
import dev.milepost.objectives.Series;
import dev.milepost.objectives.Steps;
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
class RememberedSeries {

    /** About 16 bytes each; those of whom nobody has asked for longest go first. */
    private static final int MOST_STEPS = 8_000_000;

    /** How much more than is asked for is remembered before it is cut: as much as a history looks further back. */
    private static final Duration SLACK = Duration.ofDays(32);

    private final CountRepository counts;
    private final Map<Integer, Remembered> series = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Seen seen;

    RememberedSeries(CountRepository counts) {
        this.counts = counts;
    }

    private record Remembered(Instant since, Series series) {}

    /** @param since by reckoning, how far back is asked for at least */
    Map<Integer, Series> find(Map<Integer, Instant> since) {
        catchUp();
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
                    reckoning, new Remembered(time, Series.NONE.with(found.getOrDefault(reckoning, new Steps())))));
        }
        var answer = new HashMap<Integer, Series>();
        since.forEach((reckoning, time) -> answer.put(reckoning, remembered(reckoning, time)));
        forget();
        return answer;
    }

    private void catchUp() {
        var now = counts.seen();
        if (seen == null || now.next() < seen.next()) {
            // Another database, or an earlier state of it.
            series.clear();
        } else if (!series.isEmpty()) {
            counts.changedSince(seen)
                    .forEach((reckoning, steps) -> series.computeIfPresent(
                            reckoning,
                            (id, known) ->
                                    new Remembered(known.since(), known.series().with(steps))));
        }
        seen = now;
    }

    /** Cut where it reaches much further back than is asked for. */
    private Series remembered(int reckoning, Instant since) {
        var known = series.get(reckoning);
        if (known == null) {
            return Series.NONE;
        }
        if (known.since().plus(SLACK).isBefore(since)) {
            known = new Remembered(since, known.series().since(since));
            series.put(reckoning, known);
        }
        return known.series();
    }

    private void forget() {
        long steps = series.values().stream()
                .mapToLong(known -> known.series().size())
                .sum();
        for (var each = series.entrySet().iterator(); steps > MOST_STEPS && each.hasNext(); ) {
            steps -= each.next().getValue().series().size();
            each.remove();
        }
    }
}
