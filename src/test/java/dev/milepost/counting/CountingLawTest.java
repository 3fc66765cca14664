package dev.milepost.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.definitions.DefinedSlos;
import dev.milepost.definitions.TestDefinitions;
import dev.milepost.events.GoldenEvent;
import dev.milepost.events.TestLog;
import dev.milepost.objectives.Range;
import dev.milepost.platform.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted, event by event and by the log, against a plain computation, on a real PostgreSQL. */
class CountingLawTest {

    private static final Instant NOW = Instant.parse("2026-06-05T12:34:00Z");
    private static final Instant DEFINED = Instant.parse("2026-06-04T00:00:30Z");

    private static Postgres postgres;
    private static Sql sql;
    private static TestLog log;
    private static DefinedSlos definitions;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("milepost.seeds", 12));
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        log = new TestLog(postgres.database(), NOW);
        log.open();
        definitions = TestDefinitions.of(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /**
     * A law: whatever is defined when, in which order events come and how often, wherever the log is cut and whatever
     * fails on the way, an answer is what its definition makes of the events that there are.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void countsWhatThePlainComputationCounts(long seed) {
        sql.update("truncate slo_definition, slo_reckoning, slo_counted, slo_outcome, slo_count, event cascade");
        var random = new Random(seed);
        var story = new Story(random);

        var waiting = SampleEvents.any(random, NOW, 60 + random.nextInt(240));
        while (!waiting.isEmpty()) {
            switch (random.nextInt(8)) {
                case 0 -> story.define(SampleSlos.any(random));
                case 1 -> story.readPart(1 + random.nextInt(60));
                case 2 -> story.takeAgain();
                case 3 -> story.check(random.nextInt(2));
                case 4 -> story.clearPart();
                default -> {
                    var batch = waiting.subList(0, Math.min(waiting.size(), 1 + random.nextInt(30)));
                    story.happen(List.copyOf(batch));
                    batch.clear();
                }
            }
        }

        story.end();
    }

    /** Who writes first may be seen last: what was written since is told by transactions and not by time. */
    @Test
    void seesWhatIsCommittedLate() throws SQLException {
        sql.update("truncate slo_count");
        var remembered = new RememberedSeries(new CountRepository(postgres.database()));
        try (var slow = postgres.connect()) {
            slow.setAutoCommit(false);
            put(slow, 1, 1);
            try (var quick = postgres.connect()) {
                put(quick, 2, 1);
            }
            postgres.snapshot(() -> assertThat(good(remembered)).isEqualTo(1));

            slow.commit();
        }

        postgres.snapshot(() -> assertThat(good(remembered)).isEqualTo(2));
        sql.update("update slo_count set count = 0, changed = pg_current_xact_id() where minute = 2");
        postgres.snapshot(() -> assertThat(good(remembered)).isEqualTo(1));
    }

    private static long good(RememberedSeries remembered) {
        var series =
                Objects.requireNonNull(remembered.find(Map.of(7, Instant.EPOCH)).get(7));
        return series.validIn(new Range(Instant.EPOCH, NOW)).good();
    }

    private static void put(Connection connection, int minute, int count) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("insert into slo_count (reckoning, outcome, minute, count) values (7, 'good', %d, %d)"
                    .formatted(minute, count));
        }
    }

    /** One database, two replicas that remember what they were asked for. */
    private static final class Story {

        private final Random random;
        private final List<GoldenEvent> happened = new ArrayList<>();
        private final List<CountedSlos> replicas = List.of(replica(), replica());
        private final Turn turn = new Turn(postgres.database());
        private final ReckoningRepository reckonings = new ReckoningRepository(postgres.database());
        private final OutcomeRepository outcomes = new OutcomeRepository(
                postgres.database(), new CountRepository(postgres.database()), new NobodyListens<>());
        private final LogReading reading = new LogReading(reckonings, outcomes, log.parts());
        private final SloProjection projection = new SloProjection(turn, reckonings, outcomes);
        private final Reckonings following = new Reckonings(
                definitions,
                new CountedRepository(postgres.database()),
                reckonings,
                Clock.fixed(DEFINED, ZoneOffset.UTC));

        Story(Random random) {
            this.random = random;
        }

        private static CountedSlos replica() {
            return new CountedSlos(
                    definitions,
                    new CountedRepository(postgres.database()),
                    new ReckoningRepository(postgres.database()),
                    new RememberedSeries(new CountRepository(postgres.database())));
        }

        void define(SampleSlos sample) {
            perhapsTwice(() -> {
                turn.toDefine();
                var version = definitions
                        .find(sample.sloName())
                        .map(slo -> slo.version() + 1)
                        .orElse(1);
                definitions.save(sample.any(random, version), "user:default/jane", DEFINED);
                following.follow();
            });
        }

        void happen(List<GoldenEvent> batch) {
            perhapsTwice(() -> {
                log.add(batch);
                projection.apply(batch);
            });
            happened.addAll(batch);
        }

        void readPart(int size) {
            perhapsTwice(() -> reading.readPart(size));
            follow();
        }

        void takeAgain() {
            var again = new ArrayList<>(happened);
            Collections.shuffle(again, random);
            postgres.transaction(() ->
                    outcomes.take(Grouped.of(reckonings.live(), again.subList(0, Math.min(20, again.size())))));
        }

        void clearPart() {
            postgres.transaction(reckonings::clear);
        }

        void check(int replica) {
            postgres.snapshot(() -> {
                var found = replicas.get(replica)
                        .find(
                                all -> all.stream()
                                        .filter(slo -> slo.version() > 0)
                                        .toList(),
                                slo -> slo.looksBackTo(NOW));
                for (var counted : found) {
                    // Until the first is complete, an answer is of what has been read.
                    if (counted.progress().complete()
                            || counted.by().version() != counted.slo().version()) {
                        SampleSlos.check(counted, happened, NOW);
                    }
                }
            });
        }

        void end() {
            var unread = true;
            while (unread) {
                postgres.transaction(() -> reading.readPart(50));
                unread = sql.query("select 1 from slo_reckoning where not complete and not dropped", row -> 1)
                                .size()
                        > 0;
            }
            follow();
            while (!sql.query("select 1 from slo_reckoning where dropped", row -> 1)
                    .isEmpty()) {
                clearPart();
            }
            check(0);
            check(1);
        }

        private void follow() {
            if (!following.isInStep()) {
                postgres.transaction(() -> {
                    turn.toDefine();
                    following.follow();
                });
            }
        }

        /** Something may end a transaction before it is committed. */
        private void perhapsTwice(Runnable work) {
            if (random.nextInt(4) == 0) {
                try {
                    postgres.transaction(() -> {
                        work.run();
                        throw new IllegalStateException("killed");
                    });
                } catch (IllegalStateException e) {
                    // As it was meant.
                }
            }
            postgres.transaction(work::run);
        }
    }
}
