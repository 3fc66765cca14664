package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * An advisory lock that is held until the transaction ends. Transactions that count events share it. A change of
 * definitions takes it exclusively. So each event is counted by the current definitions, either when it arrives or in
 * the backfill.
 */
@ApplicationScoped
class DefinitionLock {

    private static final long KEY = 0x736c6fL;

    private final Sql sql;

    DefinitionLock(Sql sql) {
        this.sql = sql;
    }

    void lockShared() {
        sql.query("select pg_advisory_xact_lock_shared(?)", row -> 0, KEY);
    }

    /** @param wait how long it waits for other transactions, before the query fails */
    void lockExclusive(Duration wait) {
        sql.query("select set_config('lock_timeout', ?, true)", row -> 0, wait.toMillis() + "ms");
        lockExclusive();
        sql.update("set local lock_timeout to default");
    }

    void lockExclusive() {
        sql.query("select pg_advisory_xact_lock(?)", row -> 0, KEY);
    }
}
