package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.SliEvent;
import java.util.List;

/** A CDI event: outcomes were added or changed. It is fired in the transaction that changes them. */
public record OutcomesChanged(List<OutcomeChange> changes) {

    public OutcomesChanged {
        changes = List.copyOf(changes);
    }

    /**
     * The change of one outcome of an indicator count.
     *
     * @param before the events that decided the outcome before; empty if it is new
     * @param after the events that decide it now
     */
    public record OutcomeChange(int indicatorCount, Indicator indicator, List<SliEvent> before, List<SliEvent> after) {

        public OutcomeChange {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
