package dev.milepost.security.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/** Writes audit entries in the transaction of the change, so that a change and its entry are committed together. */
@ApplicationScoped
public class Audit {

    private final AuditRepository entries;
    private final Clock clock;

    Audit(AuditRepository entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** @param actor the name of the caller; {@code milepost} if the service made the change itself */
    @Transactional(TxType.MANDATORY)
    public void record(String actor, AuditChange change) {
        entries.persistAndFlush(AuditEntryEntity.of(clock.instant(), actor, change));
    }
}
