package dev.milepost.slo.prometheus;

import dev.milepost.slo.counting.OutcomesChanged;
import dev.milepost.slo.counting.OutcomesChanged.OutcomeChange;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Computes the duration totals that changed outcomes add. */
final class DurationTotalChanges {

    private final Map<BucketKey, DurationTotals> sums =
            new TreeMap<>(Comparator.comparingInt(BucketKey::indicatorCount).thenComparing(BucketKey::bucket));

    private DurationTotalChanges() {}

    record BucketKey(int indicatorCount, String bucket) implements Comparable<BucketKey> {

        private static final Comparator<BucketKey> ORDER =
                Comparator.comparingInt(BucketKey::indicatorCount).thenComparing(BucketKey::bucket);

        @Override
        public int compareTo(BucketKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns the changes by bucket; empty if no indicator measures durations or no duration changed. */
    static Map<BucketKey, DurationTotals> of(OutcomesChanged changed) {
        var changes = new DurationTotalChanges();
        changed.changes().forEach(changes::add);
        return changes.sums;
    }

    private void add(OutcomeChange change) {
        var indicator = change.indicator();
        indicator.goodDuration().map(Buckets::of).ifPresent(buckets -> {
            var before = indicator.duration(change.before()).map(Buckets::seconds);
            var after = indicator.duration(change.after()).map(Buckets::seconds);
            if (!before.equals(after)) {
                before.ifPresent(took -> sums.merge(
                        new BucketKey(change.indicatorCount(), buckets.label(took)),
                        DurationTotals.withdrawn(took),
                        DurationTotals::plus));
                after.ifPresent(took -> sums.merge(
                        new BucketKey(change.indicatorCount(), buckets.label(took)),
                        DurationTotals.added(took),
                        DurationTotals::plus));
            }
        });
    }
}
