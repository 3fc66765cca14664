package dev.milepost.platform.http;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A request failed because the database is unreachable, full, overloaded or too slow. The request wrote nothing. */
final class DatabaseUnavailable extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int PAUSE_SECONDS = 5;
    private static final String DISK_FULL = "53100";
    private static final String CANCELED = "57014";

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
    private static final Set<String> OF_SERVER = Set.of("08", "53", "57");

    private DatabaseUnavailable(String slug, String title, String detail, Throwable cause) {
        super(503, slug, title, detail);
        initCause(cause);
    }

    /** Finds a database outage in a chain of causes. Empty if the failure has another cause. */
    static Optional<DatabaseUnavailable> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        return Optional.empty();
    }

    private static Optional<DatabaseUnavailable> of(SQLException failure) {
        var state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.equals(DISK_FULL)) {
            return Optional.of(new DatabaseUnavailable(
                    "disk-full",
                    "The database's disk is full.",
                    "Nothing was written. Send the request again when PostgreSQL has disk space. Events are still accepted.",
                    failure));
        }
        if (state.equals(CANCELED)) {
            return Optional.of(new DatabaseUnavailable(
                    "query-too-slow",
                    "The query took too long.",
                    "The database stopped at its time limit. Narrow the query: name a service, or a shorter time range.",
                    failure));
        }
        // The connection pool sets no SQLSTATE if it has no free connection in time.
        return state.isEmpty() || OF_SERVER.contains(state.substring(0, Math.min(2, state.length())))
                ? Optional.of(new DatabaseUnavailable(
                        "database-away",
                        "The database is unavailable.",
                        "Nothing was written. Send the request again later. Events are still accepted.",
                        failure))
                : Optional.empty();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Integer.toString(PAUSE_SECONDS));
    }
}
