package dev.milepost.counting;

import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Occurrence;
import java.util.List;

/** What becomes of events is another than before. Announced in the transaction that makes it so. */
public record OutcomesChanged(List<Change> changes) {

    public OutcomesChanged {
        changes = List.copyOf(changes);
    }

    /**
     * Of one thing that is counted by a reckoning.
     *
     * @param before the events that decided it; empty where it is new
     * @param after the events that decide it from now on
     */
    public record Change(int reckoning, Indicator indicator, List<Occurrence> before, List<Occurrence> after) {

        public Change {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
