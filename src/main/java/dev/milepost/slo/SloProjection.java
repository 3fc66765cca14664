package dev.milepost.slo;

import dev.milepost.definitions.DefinedSlos;
import dev.milepost.events.GoldenEvent;
import dev.milepost.events.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts events for the objectives that ask for them. */
@ApplicationScoped
class SloProjection implements Projection {

    private final Turn turn;
    private final DefinedSlos definitions;
    private final OutcomeRepository outcomes;

    SloProjection(Turn turn, DefinedSlos definitions, OutcomeRepository outcomes) {
        this.turn = turn;
        this.definitions = definitions;
        this.outcomes = outcomes;
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        turn.toCount();
        for (var slo : definitions.all()) {
            outcomes.take(slo, Grouped.of(slo.slo().indicator(), events));
        }
    }
}
