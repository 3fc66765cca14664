package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of a postponed service accumulate without limit. */
class RecomputationQueueTest {

    private static final List<String> SERVICES = List.of("payments");

    private static Postgres postgres;
    private static RecomputationQueue queue;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        queue = new RecomputationQueue(new Sql(postgres.database()), TestSettings.DEFAULTS);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        new Sql(postgres.database()).update("truncate recomputation_request");
    }

    @Test
    void takesManyRequestsInParts() {
        add(25_000, 1);

        assertThat(takeAll()).containsExactly(10_000, 10_000, 5_000);
    }

    @Test
    void takesLargeRequestsInParts() {
        add(20, 20_000);

        assertThat(takeAll())
                .hasSizeBetween(4, 6)
                .allSatisfy(events -> assertThat(events).isLessThanOrEqualTo(6));
        assertThat(new Sql(postgres.database()).query("select 1 from recomputation_request", row -> 1))
                .isEmpty();
    }

    /** Adds requests of one event and some commits of 40 characters. */
    private static void add(int requests, int commits) {
        new Sql(postgres.database()).update("""
                insert into recomputation_request (service, commits, events)
                select 'payments', array(select rpad(c::text, 40, 'a') from generate_series(1, ?) c), 1
                from generate_series(1, ?) n
                """, commits, requests);
    }

    /** Returns the number of events of each part. */
    private static List<Integer> takeAll() {
        var events = new ArrayList<Integer>();
        var taken = 0;
        do {
            taken = queue.dequeue(SERVICES).forService("payments").events();
            events.add(taken);
        } while (taken > 0);
        return events.subList(0, events.size() - 1);
    }
}
