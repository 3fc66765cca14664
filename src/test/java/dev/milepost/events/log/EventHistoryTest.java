package dev.milepost.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.events.contract.EventReaders;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A query of the history that takes too long is stopped. */
class EventHistoryTest {

    private static final String QUERY_CANCELED = "57014";
    private static final EventQuery RARE =
            new EventQuery(List.of(), List.of("probe.started"), null, null, null, null, 10);

    private static final Instant NOON = Instant.parse("2026-06-02T12:00:00Z");

    private static Postgres postgres;
    private static EventHistory history;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        history = new EventHistory(new Sql(postgres.database()), EventReaders.reader());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** A lock of half a minute stands for a long read. */
    @Test
    @Tag(Soak.ALONE)
    void stopsAQueryAtTheTimeLimit() throws SQLException {
        try (var other = postgres.connect();
                var statement = other.createStatement()) {
            statement.execute("set idle_in_transaction_session_timeout = '30s'");
            other.setAutoCommit(false);
            statement.execute("lock table event in access exclusive mode");

            assertThatThrownBy(() -> postgres.transaction(() -> history.find(RARE)))
                    .isInstanceOfSatisfying(
                            Sql.Failure.class, e -> assertThat(e.state()).isEqualTo(QUERY_CANCELED));

            other.rollback();
        }
    }

    @Test
    void leavesTheTimeLimitOfTheTransaction() {
        postgres.transaction(() -> {
            var sql = new Sql(postgres.database());
            sql.query("select set_config('statement_timeout', '1min', true)", row -> row.getString(1));

            assertThat(history.find(RARE).rows()).isEmpty();

            assertThat(sql.query("select current_setting('statement_timeout')", row -> row.getString(1)))
                    .containsExactly("1min");
        });
    }

    @Test
    void readsOneBodyAtATime() {
        var log = new TestEventLog(postgres.database(), NOON);
        log.open();
        log.add(OneBodyAtATime.events(NOON, 4));

        var bodies = new OneBodyAtATime();
        postgres.transaction(() -> history.readAbout("abc123", 10, bodies::see));

        bodies.assertSeen(4);
    }
}
