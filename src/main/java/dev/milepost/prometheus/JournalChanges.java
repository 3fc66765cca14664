package dev.milepost.prometheus;

import dev.milepost.objectives.Occurrence;
import dev.milepost.slo.OutcomesChanged;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What changed outcomes add to the journal, by bucket. */
final class JournalChanges {

    private JournalChanges() {}

    /** Empty where durations say nothing to the objective, and where none has changed. */
    static Map<String, Journal> of(OutcomesChanged changed) {
        var indicator = changed.slo().slo().indicator();
        var sums = new TreeMap<String, Journal>();
        indicator.goodDuration().map(Buckets::of).ifPresent(buckets -> changed.changes()
                .forEach(change -> {
                    var before = indicator.duration(change.before());
                    var after = indicator.duration(change.after());
                    if (!before.equals(after)) {
                        before.map(Buckets::seconds)
                                .ifPresent(took -> sums.merge(buckets.label(took), Journal.withdrawn(took), Journal::plus));
                        after.map(Buckets::seconds)
                                .ifPresent(took -> sums.merge(buckets.label(took), Journal.added(took), Journal::plus));
                    }
                }));
        return sums;
    }
}
