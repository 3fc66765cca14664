package dev.milepost.platform.http;

import dev.milepost.platform.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The problem of a request that failed because the database is unreachable, full, overloaded or too slow. It wrote nothing. */
final class DatabaseOutage {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String DISK_FULL = "53100";
    private static final String CANCELED = "57014";

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
    private static final Set<String> OF_SERVER = Set.of("08", "53", "57");

    private DatabaseOutage() {}

    /** Finds a database outage in a chain of causes. Empty if the failure has another cause. */
    static Optional<ProblemException> in(Throwable failure) {
        return Sql.failureIn(failure)
                .flatMap(sql -> of(sql).map(problem -> problem.retryAfter(PAUSE).causedBy(sql)));
    }

    private static Optional<ProblemException> of(SQLException failure) {
        var state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.equals(DISK_FULL)) {
            return Optional.of(
                    ProblemException.of(
                            ProblemType.DISK_FULL,
                            "Nothing was written. Send the request again when PostgreSQL has disk space. Events are still accepted."));
        }
        if (state.equals(CANCELED)) {
            return Optional.of(
                    ProblemException.of(
                            ProblemType.QUERY_TOO_SLOW,
                            "The database stopped at its time limit. Narrow the query: name a service, or a shorter time range."));
        }
        // The connection pool sets no SQLSTATE if it has no free connection in time.
        return state.isEmpty() || OF_SERVER.contains(state.substring(0, Math.min(2, state.length())))
                ? Optional.of(ProblemException.of(
                        ProblemType.DATABASE_AWAY,
                        "Nothing was written. Send the request again later. Events are still accepted."))
                : Optional.empty();
    }
}
