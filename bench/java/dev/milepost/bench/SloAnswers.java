package dev.milepost.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** How fast objectives are counted, and how fast the service tells how they stand. */
final class SloAnswers {

    private static final int SLOS = 200;
    private static final int EVENTS = 1_000_000;
    private static final int SENT = 20_000;
    private static final int TIMES = 1_000;
    private static final int TRICKLE = 100;
    private static final String LIST = "/api/v1/slos?limit=1000";

    private final Site site;
    private final Report report;
    private final boolean quick;
    private final Duration budget;

    /** @param quick leaves out the pipeline, and asks for a shorter time */
    SloAnswers(Site site, Report report, boolean quick) {
        this.site = site;
        this.report = report;
        this.quick = quick;
        this.budget = Duration.ofSeconds(quick ? 5 : 20);
    }

    void measure() throws Exception {
        if (quick) {
            define(0, SLOS);
        } else {
            count();
        }
        // The log makes the partition of a week when its first event comes.
        new SloRuns(site.api(), SLOS).send(SLOS);
        load();
        report.title("%,d SLOs over 28 days, %,d events".formatted(SLOS, EVENTS));
        var first = Timings.ofFirst(1, n -> site.api().get(LIST));
        report.line("the first answer after all events were written: %.0f ms".formatted(first.p50()));
        try (var connection = site.database().getConnection()) {
            check(connection);
            machine(connection);
            answers("no other load");
            whileEventsCome();
            check(connection);
            plain(connection);
        }
    }

    /** What counting costs the pipeline: the same events with few objectives and with many. */
    private void count() throws IOException {
        report.title("Scaffold events through the pipeline, by the number of SLOs that count their type");
        var runs = new SloRuns(site.api(), SLOS);
        runs.send(10_000);
        int defined = 0;
        for (int slos : List.of(0, 10, SLOS)) {
            define(defined, slos);
            defined = slos;
            report.progress("counting with %d SLOs".formatted(slos));
            var before = site.used();
            report.figure("end to end, %d SLOs in addition to the built-in ones".formatted(slos), runs.send(SENT));
            report.line("  " + site.used().minus(before).of(SENT));
        }
    }

    private void define(int from, int to) {
        for (int n = from + 1; n <= to; n++) {
            site.api().put("/api/v1/slos/" + SloDocuments.name(n), SloDocuments.document(n));
        }
    }

    private void load() throws SQLException {
        try (var connection = site.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            for (var step : SloSql.steps(SLOS, EVENTS)) {
                report.progress("loading: " + step.lines().findFirst().orElse(""));
                statement.execute(step);
            }
            statement.execute("vacuum analyze event, slo_outcome, slo_count");
            statement.execute("checkpoint");
        }
    }

    private void machine(Connection connection) throws SQLException {
        try (var one = connection.prepareStatement("select 1")) {
            line(
                    "SELECT 1 over JDBC",
                    Timings.of(TIMES, budget, n -> one.executeQuery().close()));
        }
        line("GET without database", Timings.of(TIMES, budget, n -> site.api().get("/api/v1/event-types")));
    }

    private void answers(String situation) {
        report.progress("asking, " + situation);
        report.line(situation + ":");
        line("  all of them", Timings.of(TIMES, budget, n -> site.api().get(LIST)));
        line(
                "  one",
                Timings.of(TIMES, budget, n -> site.api().get("/api/v1/slos/" + SloDocuments.name(1 + n % SLOS))));
        line(
                "  the history of one by days",
                Timings.of(
                        TIMES,
                        budget,
                        n -> site.api().get("/api/v1/slos/%s/history".formatted(SloDocuments.name(1 + n % SLOS)))));
    }

    private void whileEventsCome() throws InterruptedException {
        var stop = new AtomicBoolean();
        var runs = new SloRuns(site.api(), SLOS);
        var sender = new Thread(() -> {
            while (!stop.get()) {
                runs.post(TRICKLE / 10);
                Api.pause(Duration.ofMillis(100));
            }
        });
        sender.start();
        answers("while about %d events a second arrive".formatted(TRICKLE));
        stop.set(true);
        sender.join();
        site.api().awaitNoLag();
    }

    private void plain(Connection connection) throws SQLException {
        var to = Instant.now();
        report.progress("plain SQL");
        try (var outcomes = connection.prepareStatement(SloSql.FROM_OUTCOMES)) {
            line(
                    "good and bad counts of 28 days, as plain SQL over outcomes",
                    Timings.of(20, budget, n -> sums(outcomes, to.minus(Duration.ofDays(28)), to)));
        }
        try (var events = connection.prepareStatement(SloSql.FROM_EVENTS)) {
            line(
                    "the same over the raw events",
                    Timings.of(5, budget, n -> sums(events, to.minus(Duration.ofDays(28)), to)));
        }
    }

    private void line(String what, Timings timings) {
        report.line("%-60s p50 %8.2f ms, p99 %8.2f ms, n %5d"
                .formatted(what, timings.p50(), timings.p99(), timings.count()));
    }

    /** Fast but wrong would be nothing to compare with: each answer is held against the raw events of its window. */
    private void check(Connection connection) throws SQLException {
        var byWindow = new HashMap<List<String>, List<JsonNode>>();
        for (var slo : site.api().get(LIST).path("items")) {
            if (slo.path("name").asText().startsWith("bench-")) {
                var objective = slo.path("objectives").path(0);
                var window = List.of(
                        objective.path("from").asText(), objective.path("to").asText());
                byWindow.computeIfAbsent(window, w -> new ArrayList<>()).add(slo);
            }
        }
        for (var window : byWindow.entrySet()) {
            try (var events = connection.prepareStatement(SloSql.FROM_EVENTS)) {
                var sums = sums(
                        events,
                        Instant.parse(window.getKey().get(0)),
                        Instant.parse(window.getKey().get(1)));
                window.getValue().forEach(slo -> check(slo, sums));
            }
        }
    }

    private static void check(JsonNode slo, Map<String, List<Long>> sums) {
        var counted = slo.path("objectives").path(0).path("events");
        var answer = List.of(
                counted.path("good").asLong(),
                counted.path("bad").asLong(),
                counted.path("excluded").path("cancelled").asLong());
        var plain = sums.getOrDefault(slo.path("name").asText(), List.of(0L, 0L, 0L));
        if (!answer.equals(plain)) {
            throw new IllegalStateException(
                    "%s: the answer is %s, the events give %s".formatted(slo.path("name"), answer, plain));
        }
    }

    private static Map<String, List<Long>> sums(PreparedStatement statement, Instant from, Instant to)
            throws SQLException {
        statement.setLong(1, from.getEpochSecond());
        statement.setLong(2, to.getEpochSecond());
        var sums = new HashMap<String, List<Long>>();
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                sums.put(
                        result.getString("slo"),
                        List.of(result.getLong("good"), result.getLong("bad"), result.getLong("excluded")));
            }
        }
        return sums;
    }
}
