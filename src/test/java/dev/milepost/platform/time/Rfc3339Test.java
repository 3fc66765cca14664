package dev.milepost.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.milepost.platform.time.Rfc3339.DayReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-06-10T12:34:00Z, 2026-06-10T12:34:00Z",
        "2026-06-10t12:34:00z, 2026-06-10T12:34:00Z",
        "2026-06-10T14:34:00+02:00, 2026-06-10T12:34:00Z",
        "2026-06-10T00:04:00-12:30, 2026-06-10T12:34:00Z",
        "2026-06-11T12:33:00+23:59, 2026-06-10T12:34:00Z",
        "2026-06-10T12:34:00.1Z, 2026-06-10T12:34:00.1Z",
        "2026-06-10T12:34:00.1234567891234Z, 2026-06-10T12:34:00.123456Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2026-06-10T12:34:60.5Z, 2026-06-10T12:35:00.5Z",
        "2024-02-29T00:00:00-00:00, 2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "0000-12-31T23:59:00-00:01, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void readsValidTimes(String text, Instant instant) {
        assertThat(Rfc3339.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-06-10",
                "2026-06-10T12:34:00",
                "2026-06-10T12:34Z",
                "2026-06-10 12:34:00Z",
                "2026-06-10T12:34:00.Z",
                "2026-06-10T12:34:00.1",
                "2026-06-10T12:34:00+0200",
                "2026-06-10T12:34:00+02",
                "2026-06-10T12:34:00+24:00",
                "2026-06-10T12:34:00Zulu",
                "2026-06-10T24:00:00Z",
                "2026-06-10T12:60:00Z",
                "2026-06-10T12:34:61Z",
                "2026-02-29T12:34:00Z",
                "2026-13-01T12:34:00Z",
                "+026-06-10T12:34:00Z",
                "٢٠٢٦-06-10T12:34:00Z",
                "1781094840",
                "0000-01-01T00:00:00Z",
                "0000-12-31T23:59:59.999999Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:60Z",
                "9999-12-31T23:59:59-00:01",
                "-5000-01-01T00:00:00Z",
                "9999999-01-01T00:00:00Z",
                "+99999-01-01T00:00:00Z"
            })
    void refusesInvalidTimes(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    /** A law: it agrees with Java where Java reads the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void agreesWithJavaParser(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 1000; i++) {
            var instant = Instant.ofEpochSecond(
                    random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000) * 1000L);
            var text = OffsetDateTime.ofInstant(instant, ZoneOffset.ofTotalSeconds(random.nextInt(-1080, 1081) * 60));

            assertThat(Rfc3339.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(text)))
                    .contains(instant);
        }
    }

    /** A body with a date. */
    record Dated(@JsonDeserialize(using = DayReader.class) LocalDate day) {}

    @ParameterizedTest
    @CsvSource({"'\"2027-03-31\"', 2027-03-31", "'\"0001-01-01\"', 0001-01-01", "null,"})
    void readsDates(String day, LocalDate date) throws JsonProcessingException {
        assertThat(new ObjectMapper().readValue("{\"day\": " + day + "}", Dated.class))
                .isEqualTo(new Dated(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[2027, 3, 31]",
                "true",
                "{}",
                "\"\"",
                "\" \"",
                "\"soon\"",
                "\"2027-02-30\"",
                "\"+10000-01-01\""
            })
    void refusesOtherDates(String day) {
        assertThatThrownBy(() -> new ObjectMapper().readValue("{\"day\": " + day + "}", Dated.class))
                .isInstanceOf(MismatchedInputException.class);
    }
}
