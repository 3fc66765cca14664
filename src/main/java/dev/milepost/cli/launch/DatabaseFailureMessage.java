package dev.milepost.cli.launch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Explains why the connection to PostgreSQL failed, and what to check. */
final class DatabaseFailureMessage {

    /** By the class of the SQLSTATE, its first two characters (PostgreSQL, appendix A). */
    private static final Map<String, String> ADVICE_BY_SQLSTATE_CLASS = Map.of(
            "08", "Check that PostgreSQL runs at QUARKUS_DATASOURCE_JDBC_URL and that its certificate is trusted.",
            "28", "Check QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD and pg_hba.conf.",
            "3D", "Create the database, or set another in QUARKUS_DATASOURCE_JDBC_URL.");

    private DatabaseFailureMessage() {}

    /** Empty if the start failed for another reason. */
    static Optional<String> find(Throwable fault) {
        return causes(fault).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(refusal -> ADVICE_BY_SQLSTATE_CLASS.containsKey(kind(refusal)))
                .findFirst()
                .map(refusal -> reason(refusal) + "\n" + ADVICE_BY_SQLSTATE_CLASS.get(kind(refusal)));
    }

    private static String kind(SQLException refusal) {
        var state = Objects.requireNonNullElse(refusal.getSQLState(), "");
        return state.substring(0, Math.min(2, state.length()));
    }

    /** The message of the driver and of the root cause. */
    private static String reason(SQLException refusal) {
        var causes = causes(refusal);
        var first = causes.get(causes.size() - 1);
        return first == refusal
                ? String.valueOf(refusal.getMessage())
                : "%s (%s: %s)".formatted(refusal.getMessage(), first.getClass().getSimpleName(), first.getMessage());
    }

    /** The exception and all its causes. */
    private static List<Throwable> causes(Throwable fault) {
        var causes = new ArrayList<Throwable>();
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
