package dev.milepost.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class DeletionClockTest {

    @Inject
    DataSource database;

    private Sql sql;

    @BeforeEach
    @AfterEach
    void trustTheClocks() {
        sql = new Sql(database);
        sql.update("update deletion_clock set seen_at = now(), trusted_from = now()");
    }

    @Test
    void isPresentWhenClocksAgree() {
        assertThat(of(Duration.ZERO).now())
                .hasValueSatisfying(now -> assertThat(now).isCloseTo(Instant.now(), within()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P366D", "PT6M", "-PT6M", "-P366D"})
    void isAbsentWhenClocksDiffer(Duration ahead) {
        assertThat(of(ahead).now()).isEmpty();
        assertThat(of(Duration.ZERO).now()).isPresent();
    }

    /** As if both had jumped so far since they were last read; whether they did or nothing ran is not known. */
    @ParameterizedTest
    @ValueSource(strings = {"25 hours", "400 days"})
    void isAbsentForADayAfterJumpAhead(String ahead) {
        sql.update("update deletion_clock set seen_at = now() - ?::interval", ahead);

        assertThat(of(Duration.ZERO).now()).isEmpty();
        assertThat(of(Duration.ZERO).now()).isEmpty();
        sql.update("update deletion_clock set trusted_from = trusted_from - interval '23 hours'");
        assertThat(of(Duration.ZERO).now()).isEmpty();
        sql.update("update deletion_clock set trusted_from = trusted_from - interval '1 hour'");
        assertThat(of(Duration.ZERO).now()).isPresent();
    }

    @Test
    void resumesWhenClocksAgreeAgain() {
        sql.update("""
                update deletion_clock set seen_at = now() + interval '400 days', trusted_from = now() + interval '401 days'
                """);

        assertThat(of(Duration.ZERO).now()).isPresent();
    }

    private DeletionClock of(Duration ahead) {
        return new DeletionClock(new Sql(database), Clock.offset(Clock.systemUTC(), ahead));
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return new org.assertj.core.data.TemporalUnitWithinOffset(1, ChronoUnit.MINUTES);
    }
}
