package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Begins changes of the registry, and writes their audit entries. */
@ApplicationScoped
public class ChangeRecorder {

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

    /** The caller and the time of a change. */
    public record Change(Caller caller, Instant at) {

        /** Throws a problem, {@code not-allowed}, unless the caller may change what the owner owns. */
        public void require(ManifestKind kind, String name, String owner) {
            if (!caller.mayChange(owner)) {
                throw ProblemException.of(
                        ProblemType.NOT_ALLOWED,
                        "%s '%s' is owned by %s. %s is not a member of the owner."
                                .formatted(kind.noun(), name, owner, caller.name()));
            }
        }
    }

    /**
     * Takes the registry lock until the transaction ends. Times are truncated to PostgreSQL's precision so that the
     * response equals what is stored.
     */
    public Change begin() {
        store.lock();
        return new Change(caller.get(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Must be called in the transaction of the change. */
    void record(Change change, AuditChange entry) {
        audit.record(change.caller().name(), entry);
    }
}
