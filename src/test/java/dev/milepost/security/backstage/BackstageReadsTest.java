package dev.milepost.security.backstage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.backstage.BackstageFailure.Kind;
import dev.milepost.security.backstage.BackstageReads.Part;
import dev.milepost.security.backstage.BackstageReads.Reached;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads are claimed in a real database. */
class BackstageReadsTest {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Instant UNTIL = Instant.parse("2026-06-01T00:00:00Z");

    private static Postgres postgres;

    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Instant> ran = new ArrayList<>();
    private Sql sql;
    private BackstageReads reads;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopDatabase() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        sql = new Sql(postgres.database());
        sql.update("delete from backstage_read");
        reads = new BackstageReads(sql, clock, meters);
    }

    @Test
    void readsAgainAfterPause() {
        succeed();
        succeed();
        assertThat(ran).hasSize(1);

        clock.pass(EVERY);
        succeed();

        assertThat(ran).hasSize(2);
        assertThat(status().readAt()).isNotNull();
        assertThat(meters.counter("milepost.backstage.reads", "part", "catalog", "outcome", "read")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void letsOneReplicaReadAtATime() {
        var other = new BackstageReads(sql, clock, meters);
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> {
            clock.pass(Duration.ofMinutes(9));
            lease.extend();
            clock.pass(Duration.ofMinutes(9));
            other.readIfDue("main", Part.CATALOG, EVERY, second -> {
                ran.add(clock.instant());
                return new Reached(null, true);
            });
            ran.add(clock.instant());
            return new Reached(null, true);
        });

        assertThat(ran).hasSize(1);
        assertThat(status().failure()).isNull();
    }

    @Test
    void goesOnWhereReplicaDied() {
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> {
            clock.pass(Duration.ofMinutes(11));
            succeed();
            return new Reached(null, true);
        });

        assertThat(ran).hasSize(1);
    }

    @Test
    void waitsLongerAfterEachFailureAndShowsIt() {
        fail();
        var since = status().failingSince();
        clock.pass(EVERY);
        fail();
        clock.pass(EVERY);
        fail();

        assertThat(ran).as("the third waits for ten minutes").hasSize(2);
        assertThat(status().failingSince()).isEqualTo(since).isNotNull();
        assertThat(status().failure()).isEqualTo("no answer");

        clock.pass(EVERY);
        succeed();
        assertThat(status().failure()).isNull();
        assertThat(status().failingSince()).isNull();
    }

    @Test
    void waitsAsLongAsBackstageAsks() {
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> {
            throw new BackstageFailure(Kind.UNAVAILABLE, "too many requests", Duration.ofSeconds(20));
        });
        clock.pass(Duration.ofSeconds(21));

        succeed();

        assertThat(ran).hasSize(1);
    }

    @Test
    void keepsHowFarItCame() {
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> new Reached(UNTIL, true));
        clock.pass(EVERY);
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> new Reached(null, false));
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> {
            ran.add(lease.readUntil());
            return new Reached(null, true);
        });

        assertThat(ran)
                .as("the third begins at once, since the second left something")
                .containsExactly(UNTIL);
    }

    @Test
    void readsAtOnceWhenWoken() {
        succeed();
        reads.wake("main", Part.CATALOG);
        succeed();

        assertThat(ran).hasSize(2);
    }

    @Test
    void listsInstallThatWasNeverRead() {
        assertThat(status().readAt()).isNull();
        assertThat(status().install()).isEqualTo("main");
    }

    private void succeed() {
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> {
            ran.add(clock.instant());
            return new Reached(null, true);
        });
    }

    private void fail() {
        reads.readIfDue("main", Part.CATALOG, EVERY, lease -> {
            ran.add(clock.instant());
            throw new BackstageFailure(Kind.UNAVAILABLE, "no answer");
        });
    }

    private BackstageReads.BackstageRead status() {
        return reads.find(Part.CATALOG, List.of("main")).get(0);
    }
}
