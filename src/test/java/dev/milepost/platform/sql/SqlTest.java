package dev.milepost.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class SqlTest {

    @Inject
    DataSource database;

    /** Windows and differences lead beyond the years that callers can write. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-4700-02-03T04:05:06.000007Z",
                "-0001-12-31T23:59:59.999999Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z",
                "+294000-01-01T00:00:00Z"
            })
    void roundTripsInstants(String text) {
        var time = Instant.parse(text);
        var sql = new Sql(database);

        assertThat(sql.query(
                        "select ?::timestamptz as one, (?::timestamptz[])[1] as element",
                        row -> List.of(
                                row.getObject("one", OffsetDateTime.class).toInstant(),
                                row.getObject("element", OffsetDateTime.class).toInstant()),
                        time,
                        List.of(time)))
                .containsExactly(List.of(time, time));
    }

    @Test
    void roundTripsDates() {
        var days = List.of(
                LocalDate.of(-4700, 1, 2),
                LocalDate.of(0, 2, 28),
                LocalDate.of(1, 1, 1),
                LocalDate.of(2026, 6, 10),
                LocalDate.of(10_000, 1, 1));

        assertThat(new Sql(database)
                        .query("select unnest(?::date[]) as day", row -> row.getObject("day", LocalDate.class), days))
                .isEqualTo(days);
    }
}
