package dev.milepost.platform.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** All statements of the method read the same snapshot of the database. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Snapshot {

    /** Runs a method in a new read-only transaction with repeatable read isolation. */
    @Interceptor
    @Snapshot
    @Priority(Interceptor.Priority.LIBRARY_BEFORE)
    class Transaction {

        private final Sql sql;

        Transaction(Sql sql) {
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
}
