package dev.milepost.slo;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.objectives.Occurrence;
import java.util.List;

/** What becomes of events for an objective is another than before. Announced in the transaction that makes it so. */
public record OutcomesChanged(DefinedSlo slo, List<Change> changes) {

    public OutcomesChanged {
        changes = List.copyOf(changes);
    }

    /**
     * Of one thing that is counted.
     *
     * @param before the events that decided it; empty where it is new
     * @param after the events that decide it from now on
     */
    public record Change(List<Occurrence> before, List<Occurrence> after) {

        public Change {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
