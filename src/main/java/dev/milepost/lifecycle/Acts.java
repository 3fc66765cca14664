package dev.milepost.lifecycle;

import dev.milepost.audit.Audit;
import dev.milepost.audit.Change;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.templates.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Tells who makes the request under way, and when, and notes what came of it. */
@ApplicationScoped
class Acts {

    private final VersionStore store;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Audit audit;

    Acts(VersionStore store, CurrentCaller caller, Clock clock, Audit audit) {
        this.store = store;
        this.caller = caller;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Keeps what others change waiting until the transaction ends. Times have PostgreSQL's precision, so that what is
     * answered is what is stored.
     */
    Act begin() {
        store.lock();
        return new Act(caller.get(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** To be called in the transaction of the change. */
    void note(Act act, Change change) {
        audit.note(act.caller().name(), change);
    }
}
