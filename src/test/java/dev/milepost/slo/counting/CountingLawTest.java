package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is counted, event by event and by the log, against a plain computation, on a real PostgreSQL. */
class CountingLawTest {

    private static final Instant NOW = Instant.parse("2026-06-05T12:34:00Z");
    private static final Instant DEFINED = Instant.parse("2026-06-04T00:00:30Z");

    private static Postgres postgres;
    private static Sql sql;
    private static TestEventLog log;
    private static SloDefinitions definitions;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        log = new TestEventLog(postgres.database(), NOW);
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
    @Seeds(bounded = 4, all = 12)
    void countsLikeTheReference(long seed) {
        sql.update(
                "truncate slo_definition, slo_indicator, slo_counted_definition, slo_outcome, slo_count, event cascade");
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
    void countsLateCommits() throws SQLException {
        sql.update("truncate slo_count");
        var cache = new CountSeriesCache(new CountRepository(new Sql(postgres.database())));
        try (var slow = postgres.connect()) {
            slow.setAutoCommit(false);
            put(slow, 1, 1);
            try (var quick = postgres.connect()) {
                put(quick, 2, 1);
            }
            postgres.snapshot(() -> assertThat(good(cache)).isEqualTo(1));

            slow.commit();
        }

        postgres.snapshot(() -> assertThat(good(cache)).isEqualTo(2));
        sql.update("update slo_count set count = 0, changed = pg_current_xact_id() where minute = 2");
        postgres.snapshot(() -> assertThat(good(cache)).isEqualTo(1));
    }

    private static long good(CountSeriesCache cache) {
        var series = Objects.requireNonNull(cache.find(Map.of(7, Instant.EPOCH)).get(7));
        return series.validCounts(new TimeRange(Instant.EPOCH, NOW)).good();
    }

    private static void put(Connection connection, int minute, int count) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("insert into slo_count (indicator, outcome, minute, count) values (7, 'good', %d, %d)"
                    .formatted(minute, count));
        }
    }

    /** One database, two replicas that remember what they were asked for. */
    private static final class Story {

        private final Random random;
        private final List<GoldenEvent> happened = new ArrayList<>();
        private final List<SloCountReader> replicas = List.of(replica(), replica());
        private final DefinitionLock lock = new DefinitionLock(new Sql(postgres.database()));
        private final IndicatorCountRepository indicatorCounts =
                new IndicatorCountRepository(new Sql(postgres.database()));
        private final OutcomeRepository outcomes = new OutcomeRepository(
                new Sql(postgres.database()), new CountRepository(new Sql(postgres.database())), new NoOpEvent<>());
        private final EventLogReplay replay = new EventLogReplay(indicatorCounts, outcomes, log.parts());
        private final SloProjection projection = new SloProjection(
                lock,
                indicatorCounts,
                outcomes,
                new SuspensionRepository(
                        new Sql(postgres.databaseBeside()), new MovedClock(), new SimpleMeterRegistry()));
        private final CountReconciler following = new CountReconciler(
                definitions,
                new CountedDefinitionRepository(new Sql(postgres.database())),
                indicatorCounts,
                Clock.fixed(DEFINED, ZoneOffset.UTC));

        Story(Random random) {
            this.random = random;
        }

        private static SloCountReader replica() {
            return new SloCountReader(
                    definitions,
                    new CountedDefinitionRepository(new Sql(postgres.database())),
                    new IndicatorCountRepository(new Sql(postgres.database())),
                    new CountSeriesCache(new CountRepository(new Sql(postgres.database()))));
        }

        void define(SampleSlos sample) {
            perhapsTwice(() -> {
                lock.lockExclusive();
                var version = definitions
                        .find(sample.sloName())
                        .map(slo -> slo.version() + 1)
                        .orElse(1);
                definitions.save(sample.any(random, version), "user:default/jane", DEFINED);
                following.reconcile();
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
            var digests = sql.query("select digest from slo_indicator order by id", row -> row.getString(1));
            if (digests.isEmpty() || random.nextBoolean()) {
                perhapsTwice(() -> replay.replayBatch(size));
            } else {
                var digest = digests.get(random.nextInt(digests.size()));
                perhapsTwice(() -> replay.replayBatch(digest, Duration.ofSeconds(30), size));
            }
            follow();
        }

        void takeAgain() {
            var again = new ArrayList<>(happened);
            Collections.shuffle(again, random);
            postgres.transaction(() -> outcomes.merge(
                    EventGroups.of(indicatorCounts.findActive(), again.subList(0, Math.min(20, again.size())))));
        }

        void clearPart() {
            postgres.transaction(indicatorCounts::deleteDroppedBatch);
        }

        void check(int replica) {
            postgres.snapshot(() -> {
                var counts = replicas.get(replica)
                        .find(
                                all -> all.stream()
                                        .filter(slo -> slo.version() > 0)
                                        .toList(),
                                slo -> slo.lookbackStart(NOW));
                for (var sloCounts : counts) {
                    // Until the first is complete, an answer is of what has been read.
                    if (sloCounts.progress().complete()
                            || sloCounts.countedDefinition().version()
                                    != sloCounts.slo().version()) {
                        SampleSlos.check(sloCounts, happened, NOW);
                    }
                }
            });
        }

        void end() {
            var unread = true;
            while (unread) {
                postgres.transaction(() -> replay.replayBatch(50));
                unread = sql.query("select 1 from slo_indicator where not complete and not dropped", row -> 1)
                                .size()
                        > 0;
            }
            follow();
            while (!sql.query("select 1 from slo_indicator where dropped", row -> 1)
                    .isEmpty()) {
                clearPart();
            }
            check(0);
            check(1);
        }

        private void follow() {
            if (!following.isReconciled()) {
                postgres.transaction(() -> {
                    lock.lockExclusive();
                    following.reconcile();
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
