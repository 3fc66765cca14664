package dev.milepost.slo.corrections;

import static dev.milepost.testing.Problems.problemOf;
import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules at the ends of time, and rules that are hard to compute. */
class LastOccurrenceTest {

    private static final String[] FREQUENCIES = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"};

    @ParameterizedTest
    @CsvSource({
        "9999-12-30T00:00:00Z, 9999-12-30T02:00:00Z, FREQ=DAILY;COUNT=3, UTC",
        "9999-12-30T23:00:00Z, 9999-12-31T01:00:00Z, FREQ=DAILY;COUNT=2, UTC",
        "9999-12-31T22:00:00Z, 9999-12-31T23:00:00Z, FREQ=DAILY;COUNT=2, Pacific/Auckland",
        "9995-06-07T00:00:00Z, 9995-06-07T02:00:00Z, FREQ=YEARLY;COUNT=9, Europe/Berlin",
        "9999-12-20T00:00:00Z, 9999-12-31T00:00:00Z, FREQ=WEEKLY;COUNT=2, UTC"
    })
    void refusesAnEndAfterTheYear9999(String from, String to, String rule, String zone) {
        var refused = problemOf(() -> CorrectionReader.read(body(from, to, rule, zone)));

        assertThat(refused.type()).isEqualTo(ProblemType.INVALID_CORRECTION);
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/rrule");
            assertThat(fault.detail()).contains("before the year 10000");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "9999-12-30T00:00:00Z, 9999-12-30T02:00:00Z, FREQ=DAILY;COUNT=2, UTC",
        "0001-01-01T00:00:00Z, 0001-01-01T02:00:00Z, FREQ=DAILY;COUNT=2, UTC",
        "2026-06-07T00:00:00Z, 2026-06-07T02:00:00Z, FREQ=DAILY;COUNT=1000, Europe/Berlin"
    })
    void acceptsAnEndWithinRange(String from, String to, String rule, String zone) {
        assertThat(CorrectionReader.read(body(from, to, rule, zone)).schedule().ranges())
                .allMatch(range -> Rfc3339.isInRange(range.from()) && Rfc3339.isInRange(range.to()));
    }

    /** A law: a rule is refused or has a limited number of occurrences within range, and either takes little time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void boundsAnyRule(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var rule = rule(random);
            var from = Instant.parse(random.nextBoolean() ? "2024-02-29T00:00:00Z" : "9990-01-31T12:00:00Z");
            var zone = ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "Pacific/Apia");
            var first = new TimeRange(from, from.plus(Duration.ofHours(1 + random.nextInt(700))));
            var recurrence = new Recurrence(rule, zone);

            var fault = assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> RecurrenceRuleValidator.fault(recurrence, first), rule);

            if (fault.isEmpty()) {
                assertThat(new Schedule(first, recurrence).ranges())
                        .as(rule)
                        .hasSizeBetween(1, 1_000)
                        .allMatch(range -> Rfc3339.isInRange(range.to()));
            }
        }
    }

    private static JsonNode body(String from, String to, String rule, String zone) {
        return json("{'reason': 'move', 'from': '%s', 'to': '%s', 'rrule': '%s', 'time_zone': '%s'}"
                .formatted(from, to, rule, zone));
    }

    private static String rule(Random random) {
        var rule = new StringBuilder("FREQ=" + FREQUENCIES[random.nextInt(FREQUENCIES.length)]);
        if (random.nextBoolean()) {
            rule.append(";INTERVAL=").append(1 + random.nextInt(random.nextBoolean() ? 3 : 1_000));
        }
        add(rule, random, "BYMONTH", 1, 12);
        add(rule, random, "BYMONTHDAY", 1, 31);
        add(rule, random, "BYYEARDAY", 1, 366);
        add(rule, random, "BYWEEKNO", 1, 53);
        add(rule, random, "BYSETPOS", 1, 366);
        if (random.nextInt(3) == 0) {
            rule.append(";BYDAY=").append(random.nextBoolean() ? "SU" : "MO,TU,WE,TH,FR,SA,SU");
        }
        return rule.append(random.nextBoolean() ? ";COUNT=" + (1 + random.nextInt(2_000)) : ";UNTIL=99991231T000000Z")
                .toString();
    }

    private static void add(StringBuilder rule, Random random, String part, int least, int most) {
        if (random.nextInt(3) == 0) {
            rule.append(random.ints(1 + random.nextInt(20), least, most + 1)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(",", ";" + part + "=", "")));
        }
    }
}
