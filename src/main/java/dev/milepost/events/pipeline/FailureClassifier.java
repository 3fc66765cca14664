package dev.milepost.events.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.milepost.events.log.BatchTooSlow;
import dev.milepost.platform.http.ProblemException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Set;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Distinguishes failures that an event causes from failures of the environment. */
final class FailureClassifier {

    /** SQLSTATE classes: cardinality violation, data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> PERMANENT_SQLSTATES = Set.of("21", "22", "23", "54");

    private FailureClassifier() {}

    /** Whether every retry of the same event would fail in the same way. */
    static boolean isPermanent(Throwable failure) {
        var data = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() != null
                        && sql.getSQLState().length() == 5
                        && PERMANENT_SQLSTATES.contains(sql.getSQLState().substring(0, 2));
            }
            data |= cause instanceof ProblemException
                    || cause instanceof IllegalArgumentException
                    || cause instanceof NullPointerException
                    || cause instanceof ClassCastException
                    || cause instanceof IndexOutOfBoundsException
                    || cause instanceof ArithmeticException
                    || cause instanceof DateTimeException
                    || cause instanceof JsonProcessingException
                    || cause instanceof RecordTooLargeException;
        }
        return data;
    }

    /** Whether a projection could not process the batch within its time. */
    static boolean isTooSlow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BatchTooSlow) {
                return true;
            }
        }
        return false;
    }

    /** Wraps an out-of-memory or stack overflow error of a single event as a failure that the event causes. */
    static RuntimeException tooLarge(Error fault) {
        return new RecordTooLargeException("Processing the event needs more memory than is available: " + fault);
    }

    /** Returns the message of the root cause, or its class name if it has no message. */
    static String describe(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
