package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.SliEvent;
import java.util.List;

/** What becomes of events is another than before. Announced in the transaction that makes it so. */
public record OutcomesChanged(List<OutcomeChange> changes) {

    public OutcomesChanged {
        changes = List.copyOf(changes);
    }

    /**
     * Of one thing that is counted by a reckoning.
     *
     * @param before the events that decided it; empty where it is new
     * @param after the events that decide it from now on
     */
    public record OutcomeChange(int indicatorCount, Indicator indicator, List<SliEvent> before, List<SliEvent> after) {

        public OutcomeChange {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
