package dev.milepost.counting;

import dev.milepost.events.GoldenEvent;
import dev.milepost.events.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts events for the objectives that ask for them. */
@ApplicationScoped
class SloProjection implements Projection {

    private final Turn turn;
    private final ReckoningRepository reckonings;
    private final OutcomeRepository outcomes;

    SloProjection(Turn turn, ReckoningRepository reckonings, OutcomeRepository outcomes) {
        this.turn = turn;
        this.reckonings = reckonings;
        this.outcomes = outcomes;
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        turn.toCount();
        outcomes.take(Grouped.of(reckonings.live(), events));
    }
}
