package dev.milepost.prometheus;

import dev.milepost.counting.OutcomesChanged;
import dev.milepost.counting.OutcomesChanged.Change;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What changed outcomes add to the journal. */
final class JournalChanges {

    private final Map<Cell, Journal> sums =
            new TreeMap<>(Comparator.comparingInt(Cell::reckoning).thenComparing(Cell::bucket));

    private JournalChanges() {}

    record Cell(int reckoning, String bucket) {}

    /** Empty where durations say nothing to what was counted, and where none has changed. */
    static Map<Cell, Journal> of(OutcomesChanged changed) {
        var changes = new JournalChanges();
        changed.changes().forEach(changes::add);
        return changes.sums;
    }

    private void add(Change change) {
        var indicator = change.indicator();
        indicator.goodDuration().map(Buckets::of).ifPresent(buckets -> {
            var before = indicator.duration(change.before()).map(Buckets::seconds);
            var after = indicator.duration(change.after()).map(Buckets::seconds);
            if (!before.equals(after)) {
                before.ifPresent(took -> sums.merge(
                        new Cell(change.reckoning(), buckets.label(took)), Journal.withdrawn(took), Journal::plus));
                after.ifPresent(took -> sums.merge(
                        new Cell(change.reckoning(), buckets.label(took)), Journal.added(took), Journal::plus));
            }
        });
    }
}
