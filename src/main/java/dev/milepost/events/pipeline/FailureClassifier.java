package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Set;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Tells what is wrong with an event from what is wrong with the world around it. */
final class FailureClassifier {

    /** Of SQLSTATE: data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> PERMANENT_SQLSTATES = Set.of("22", "23", "54");

    private FailureClassifier() {}

    /** Whether the same event would fail in the same way again, however often it is tried. */
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
                    || cause instanceof RecordTooLargeException;
        }
        return data;
    }

    /** Of one event for which the heap or the stack was too small: a fault of the event. */
    static RuntimeException tooLarge(Error fault) {
        return new RecordTooLargeException("The event takes more memory than there is: " + fault);
    }

    /** What went wrong at the root, in one line. */
    static String describe(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
