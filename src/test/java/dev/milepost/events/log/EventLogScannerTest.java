package dev.milepost.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events may have as large extensions as bodies. */
class EventLogScannerTest {

    private static final Instant NOON = Instant.parse("2026-06-02T12:00:00Z");
    private static final int EVENTS = 20;

    private static Postgres postgres;
    private static TestEventLog log;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        log = new TestEventLog(postgres.database(), NOON);
        log.open();
    }

    @AfterEach
    void clear() {
        new Sql(postgres.database()).update("truncate event");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** A tree takes up to forty times the heap of its text. */
    @Test
    @Tag(Soak.ALONE)
    void readsOneBodyAtATime() {
        log.add(OneBodyAtATime.events(NOON, 4));

        var bodies = new OneBodyAtATime();
        log.parts()
                .find(List.of("feedback.submitted"), null, 1_000)
                .events()
                .forEach(stored -> bodies.see(stored.read()));

        bodies.assertSeen(4);
    }

    @Test
    void countsExtensionsAmongTheBytesOfAChunk() {
        new Sql(postgres.database()).update("""
                insert into event (identity, received_on, received_at, time, source, event_id, type, golden, service,
                    content_type, extensions, data, data_base64)
                select gen_random_uuid(), date '2026-06-02', ?, ?, '/test', 'e' || n, 'com.company.feedback.submitted',
                    'feedback.submitted', 'payments', 'application/json',
                    json_build_object('large', repeat('x', 900000)), '{"rating": 5}', false
                from generate_series(1, ?) n
                """, NOON, NOON, EVENTS);

        var sizes = new ArrayList<Integer>();
        @Nullable LogPosition after = null;
        do {
            var chunk = log.parts().find(List.of("feedback.submitted"), after, 1_000);
            sizes.add(chunk.events().size());
            after = chunk.end();
        } while (after != null);

        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(5));
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(EVENTS);
    }
}
