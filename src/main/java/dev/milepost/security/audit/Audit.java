package dev.milepost.security.audit;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.UUID;

/** Writes audit entries in the transaction of the change, so that a change and its entry are committed together. */
@ApplicationScoped
public class Audit {

    private final Sql sql;
    private final Clock clock;

    Audit(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param actor the name of the caller; {@code milepost} if the service made the change itself */
    @Transactional(TxType.MANDATORY)
    public void record(String actor, AuditChange change) {
        sql.update(
                """
                insert into audit_entry (id, at, actor, action, subject, before, after)
                values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
                """,
                UUID.randomUUID(),
                clock.instant(),
                actor,
                change.action(),
                change.subject(),
                change.before() == null ? null : change.before().toString(),
                change.after() == null ? null : change.after().toString());
    }
}
