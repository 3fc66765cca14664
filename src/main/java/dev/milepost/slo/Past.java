package dev.milepost.slo;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What counting anew needs: the turn, the events, and the time. */
@ApplicationScoped
class Past {

    private final Turn turn;
    private final PastEvents events;
    private final Clock clock;

    Past(Turn turn, PastEvents events, Clock clock) {
        this.turn = turn;
        this.events = events;
        this.clock = clock;
    }

    Turn turn() {
        return turn;
    }

    PastEvents events() {
        return events;
    }

    Clock clock() {
        return clock;
    }
}
