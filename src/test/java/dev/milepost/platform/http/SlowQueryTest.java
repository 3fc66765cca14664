package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A query that the database has stopped at its time limit is no outage of the database. */
class SlowQueryTest {

    @Test
    void saysThatTheQueryWasTooSlow() {
        var stopped = new RuntimeException(new SQLException("canceling statement due to statement timeout", "57014"));

        var problem = DatabaseOutage.in(stopped).orElseThrow();

        assertThat(problem.type()).isEqualTo(ProblemType.QUERY_TOO_SLOW);
        assertThat(problem.status()).isEqualTo(503);
    }
}
