package dev.milepost.templates;

import dev.milepost.platform.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Tells who makes the request under way, and when. */
@ApplicationScoped
class Acts {

    private final CurrentCaller caller;
    private final Clock clock;

    Acts(CurrentCaller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** Times have PostgreSQL's precision, so that what is answered is what is stored. */
    Act now() {
        return new Act(caller.get(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
