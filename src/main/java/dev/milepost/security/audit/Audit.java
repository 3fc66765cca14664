package dev.milepost.security.audit;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** Notes changes in the transaction that makes them, so that none is without its entry and no entry without its change. */
@ApplicationScoped
public class Audit {

    private final Sql sql;
    private final Clock clock;

    Audit(DataSource database, Clock clock) {
        this.sql = new Sql(database);
        this.clock = clock;
    }

    /** @param actor the name of the caller, or {@code milepost} where the service did it by itself */
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
