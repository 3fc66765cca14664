package dev.milepost.slo;

import dev.milepost.corrections.Corrections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What counting anew needs: the turn, the events, what was taken out of them, and the time. */
@ApplicationScoped
class Past {

    private final Turn turn;
    private final PastEvents events;
    private final Corrections corrections;
    private final Clock clock;

    Past(Turn turn, PastEvents events, Corrections corrections, Clock clock) {
        this.turn = turn;
        this.events = events;
        this.corrections = corrections;
        this.clock = clock;
    }

    Turn turn() {
        return turn;
    }

    PastEvents events() {
        return events;
    }

    Corrections corrections() {
        return corrections;
    }

    Clock clock() {
        return clock;
    }
}
