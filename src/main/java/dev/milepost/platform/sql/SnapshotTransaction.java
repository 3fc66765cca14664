package dev.milepost.platform.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Runs a method in a new read-only transaction with repeatable read isolation. */
@Interceptor
@Snapshot
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class SnapshotTransaction {

    private final Sql sql;

    SnapshotTransaction(Sql sql) {
        this.sql = sql;
    }

    @AroundInvoke
    Object inSnapshot(InvocationContext call) {
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.update("set transaction isolation level repeatable read, read only");
            return call.proceed();
        });
    }
}
