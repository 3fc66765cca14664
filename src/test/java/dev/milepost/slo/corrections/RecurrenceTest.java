package dev.milepost.slo.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void followsDaylightSavingTime() {
        var sundays = new Recurrence("FREQ=WEEKLY;BYDAY=SU;COUNT=3", BERLIN);

        assertThat(sundays.starts(Instant.parse("2026-10-18T00:00:00Z")))
                .containsExactly(
                        Instant.parse("2026-10-18T00:00:00Z"),
                        // At two o'clock of the night in which there are two of it, for the first time
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-11-01T01:00:00Z"));
    }

    @Test
    void shiftsStartInDaylightSavingGap() {
        var sundays = new Recurrence("FREQ=WEEKLY;COUNT=3", BERLIN);

        assertThat(sundays.starts(Instant.parse("2026-03-22T01:30:00Z")))
                .containsExactly(
                        Instant.parse("2026-03-22T01:30:00Z"),
                        // Half past two is half past three by the clocks of that night
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-04-05T00:30:00Z"));
    }

    @Test
    void keepsSecondOfAmbiguousTimes() {
        var daily = new Recurrence("FREQ=DAILY;COUNT=2", BERLIN);

        assertThat(daily.starts(Instant.parse("2026-10-25T01:30:00Z")))
                .containsExactly(Instant.parse("2026-10-25T01:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void endsWithLastOccurrenceByUntil() {
        var months = new Recurrence("FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20260726T010000Z", BERLIN);

        assertThat(months.starts(Instant.parse("2026-05-31T01:00:00Z")))
                .containsExactly(
                        Instant.parse("2026-05-31T01:00:00Z"),
                        Instant.parse("2026-06-28T01:00:00Z"),
                        Instant.parse("2026-07-26T01:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "FREQ=WEEKLY;BYDAY=SU;COUNT=52",
        "FREQ=DAILY;COUNT=1000",
        "FREQ=DAILY;INTERVAL=14;UNTIL=20301231T000000Z",
        "FREQ=MONTHLY;BYDAY=1SU;COUNT=12",
        "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=1;COUNT=12",
        "FREQ=YEARLY;COUNT=10"
    })
    void acceptsFiniteRules(String rule) {
        assertThat(fault(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every sunday | is not a valid RFC 5545 recurrence rule",
                "FREQ=WEEKLY;BYDAY=XX;COUNT=2 | is not a valid RFC 5545 recurrence rule",
                "FREQ=DAILY;COUNT=0 | is not a valid RFC 5545 recurrence rule",
                "FREQ=HOURLY;COUNT=5 | must have FREQ=DAILY",
                "FREQ=DAILY;BYHOUR=1,2,3;COUNT=5 | must not contain BYHOUR",
                "FREQ=DAILY;BYMINUTE=1;COUNT=5 | must not contain BYMINUTE",
                "FREQ=WEEKLY | must have an end",
                "FREQ=WEEKLY;UNTIL=20270101 | must have UNTIL in UTC",
                "FREQ=WEEKLY;UNTIL=20270101T000000 | must have UNTIL in UTC",
                "FREQ=WEEKLY;UNTIL=20250101T000000Z | must have its first occurrence at /from",
                "FREQ=WEEKLY;BYDAY=MO;COUNT=5 | must have its first occurrence at /from",
                "FREQ=DAILY;COUNT=1001 | must occur at most 1000 times",
                "FREQ=DAILY;UNTIL=99991231T000000Z | must occur at most 1000 times",
                "FREQ=YEARLY;COUNT=12 | must have its last occurrence within ten years",
                "FREQ=YEARLY;INTERVAL=11;COUNT=2 | must have its last occurrence within ten years",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2 | recurs too rarely",
                "FREQ=DAILY;INTERVAL=2147483647;COUNT=3 | must have an INTERVAL of at most 1000"
            })
    void refusesEndlessRules(String rule, String fault) {
        assertThat(fault(rule)).hasValueSatisfying(found -> assertThat(found).contains(fault));
    }

    /** A Sunday, the first of its month. */
    private static Optional<String> fault(String rule) {
        var first = new TimeRange(Instant.parse("2026-06-07T00:00:00Z"), Instant.parse("2026-06-07T02:00:00Z"));
        return RecurrenceRuleValidator.fault(new Recurrence(rule, BERLIN), first);
    }
}
