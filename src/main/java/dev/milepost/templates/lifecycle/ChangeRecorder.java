package dev.milepost.templates.lifecycle;

import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.templates.registry.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Determines caller and time of the current request, and writes audit entries. */
@ApplicationScoped
class ChangeRecorder {

    private final VersionStore store;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Audit audit;

    ChangeRecorder(VersionStore store, CurrentCaller caller, Clock clock, Audit audit) {
        this.store = store;
        this.caller = caller;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Takes the registry lock until the transaction ends. Times are truncated to PostgreSQL's precision so that the
     * response equals what is stored.
     */
    ChangeContext begin() {
        store.lock();
        return new ChangeContext(caller.get(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Must be called in the transaction of the change. */
    void record(ChangeContext context, AuditChange change) {
        audit.record(context.caller().name(), change);
    }
}
