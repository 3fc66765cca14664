package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/**
 * Who may go on: events are counted side by side, and definitions change alone, so that each event is counted by the
 * definition that holds, either as it comes or as the log is read again. Held until the transaction ends.
 */
@ApplicationScoped
class DefinitionLock {

    private static final long KEY = 0x736c6fL;

    private final Sql sql;

    DefinitionLock(DataSource database) {
        this.sql = new Sql(database);
    }

    void lockShared() {
        sql.query("select pg_advisory_xact_lock_shared(?)", row -> 0, KEY);
    }

    void lockExclusive() {
        sql.query("select pg_advisory_xact_lock(?)", row -> 0, KEY);
    }
}
