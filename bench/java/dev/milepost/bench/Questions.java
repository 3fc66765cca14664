package dev.milepost.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How fast the four keys are answered, beside the same questions as straightforward SQL. */
final class Questions {

    private static final int TIMES = 400;
    private static final List<Integer> DAYS = List.of(30, 90, 365);
    private static final List<Question> ALL = List.of(Question.SERVICE, Question.TEAM, Question.ORGANISATION);
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final Site site;
    private final Report report;
    private final Instant to = Instant.now().truncatedTo(ChronoUnit.MICROS);

    Questions(Site site, Report report) {
        this.site = site;
        this.report = report;
    }

    void measure(Duration budget) throws SQLException {
        try (var connection = site.database().getConnection();
                var one = connection.prepareStatement("select 1")) {
            var machine = Timings.of(2_000, budget, n -> one.executeQuery().close());
            warmUp();
            double overhead = empty(budget).p50();
            report.line("the machine: SELECT 1 over JDBC p50 %.2f ms, p99 %.2f ms; GET without database p50 %.2f ms"
                    .formatted(machine.p50(), machine.p99(), overhead));
            report.line("%-14s %5s | %10s %10s %6s | %10s %10s %6s | %8s %10s"
                    .formatted(
                            "four-keys",
                            "days",
                            "p50 ms",
                            "p99 ms",
                            "n",
                            "SQL p50",
                            "SQL p99",
                            "n",
                            "SQL/keys",
                            "less GET"));
            for (var question : ALL) {
                for (int days : DAYS) {
                    measure(connection, question, days, overhead, budget);
                }
            }
        }
    }

    /** A service that has just started is busy compiling what it runs; what that costs is told on a line of its own. */
    private void warmUp() {
        report.progress("first questions");
        var first = Timings.ofFirst(TIMES, n -> ask(Question.SERVICE, 30, n));
        report.line("one service over 30 days, the first %d queries after the start: p50 %.2f ms, p99 %.2f ms"
                .formatted(TIMES, first.p50(), first.p99()));
        long end = System.nanoTime() + WARM_UP.toNanos();
        for (int n = 0; System.nanoTime() < end; n++) {
            ask(ALL.get(n % ALL.size()), DAYS.get(n / ALL.size() % DAYS.size()), n);
        }
    }

    private void ask(Question question, int days, int number) {
        site.api().get(question.path(number, Question.daysBefore(to, days), to));
    }

    private Timings empty(Duration budget) {
        return Timings.of(TIMES, budget, n -> site.api().get("/api/v1/event-types"));
    }

    /** @param overhead of a request and its answer in ms, which SQL over JDBC does not have */
    private void measure(Connection connection, Question question, int days, double overhead, Duration budget)
            throws SQLException {
        var from = Question.daysBefore(to, days);
        report.progress("%s over %d days".formatted(question.what(), days));
        check(connection, question, from);
        var keys = Timings.of(TIMES, budget, n -> site.api().get(question.path(n, from, to)));
        var plain = Timings.of(TIMES, budget, n -> count(connection, question, n, from));
        report.line("%-14s %5d | %10.2f %10.2f %6d | %10.2f %10.2f %6d | %8.2f %10.2f"
                .formatted(
                        question.what(),
                        days,
                        keys.p50(),
                        keys.p99(),
                        keys.count(),
                        plain.p50(),
                        plain.p99(),
                        plain.count(),
                        plain.p50() / keys.p50(),
                        plain.p50() / Math.max(0.01, keys.p50() - overhead)));
    }

    /** Fast but wrong would be nothing to compare with. */
    private void check(Connection connection, Question question, Instant from) throws SQLException {
        var keys = site.api().get(question.path(3, from, to));
        long counted = keys.path("deployment_frequency").path("count").asLong();
        long expected = count(connection, question, 3, from);
        if (counted != expected) {
            throw new IllegalStateException("%s since %s: four-keys count %d deployments, SQL %d"
                    .formatted(question.what(), from, counted, expected));
        }
    }

    private long count(Connection connection, Question question, int number, Instant from) throws SQLException {
        try (var statement = connection.prepareStatement(question.sql())) {
            for (int i = 1; i <= 9; i += 3) {
                statement.setObject(i, from.atOffset(ZoneOffset.UTC));
                statement.setObject(i + 1, to.atOffset(ZoneOffset.UTC));
                statement.setString(i + 2, question.name(number));
            }
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong("deployments");
            }
        }
    }
}
