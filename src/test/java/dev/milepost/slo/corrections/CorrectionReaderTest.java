package dev.milepost.slo.corrections;

import static dev.milepost.testing.Problems.problemOf;
import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionReaderTest {

    private static final String ONCE =
            "'reason':'move','from':'2026-06-07T02:00:00+02:00','to':'2026-06-07T04:00:00+02:00'";

    @Test
    void readsSingleCorrection() {
        var request = CorrectionReader.read(json("{" + ONCE + "}"));

        assertThat(request.appliesTo()).isEqualTo(CorrectionScope.Kind.SLO);
        assertThat(request.reason()).isEqualTo("move");
        assertThat(request.schedule().first().from()).isEqualTo(Instant.parse("2026-06-07T00:00:00Z"));
        assertThat(request.schedule().ranges())
                .containsExactly(request.schedule().first());
    }

    @Test
    void readsRecurringCorrection() {
        var request = CorrectionReader.read(json(
                "{" + ONCE + ",'applies_to':'service','rrule':'FREQ=WEEKLY;COUNT=52','time_zone':'Europe/Berlin'}"));

        assertThat(request.appliesTo()).isEqualTo(CorrectionScope.Kind.SERVICE);
        assertThat(request.schedule().ranges())
                .hasSize(52)
                .allMatch(range -> range.length().toHours() == 2);
    }

    @Test
    void readsOpenCorrection() {
        var request = CorrectionReader.read(
                json("{'reason':'migration','from':'2026-06-07T00:00:00Z','category':'scheduled_maintenance'}"));

        assertThat(request.category()).isEqualTo(CorrectionCategory.SCHEDULED_MAINTENANCE);
        assertThat(request.schedule().isOpen()).isTrue();
        assertThat(CorrectionReader.read(json("{'reason':'a','from':'2026-06-07T00:00:00Z','to':null}")))
                .satisfies(open -> {
                    assertThat(open.category()).isEqualTo(CorrectionCategory.OTHER);
                    assertThat(open.schedule().isOpen()).isTrue();
                });
        assertThat(CorrectionReader.read(json("{" + ONCE + "}")).schedule().isOpen())
                .isFalse();
    }

    @Test
    void readsEnd() {
        assertThat(CorrectionReader.readEnd(json("{}"))).isNull();
        assertThat(CorrectionReader.readEnd(json("{'to':'2026-06-07T04:00:00+02:00'}")))
                .isEqualTo(Instant.parse("2026-06-07T02:00:00Z"));
        for (var invalid :
                List.of("{'to':'2026-06-07T04:00:01Z'}", "{'to':5}", "{'end':'2026-06-07T04:00:00Z'}", "[]")) {
            assertThat(problemOf(() -> CorrectionReader.readEnd(json(invalid))).type())
                    .isEqualTo(ProblemType.INVALID_CORRECTION);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[] | \"\" | must be a JSON object",
                "{'from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z'} | /reason | is missing",
                "{'reason':' ','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z'} | /reason | must be a string",
                "{'reason':7,'from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z'} | /reason | must be a string",
                "{'reason':'a\\u0000','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z'} | /reason | U+0000",
                "{'reason':'a','to':'2026-06-07T04:00:00Z'} | /from | is missing",
                "{'reason':'a','from':'2026-06-07','to':'2026-06-07T04:00:00Z'} | /from | RFC 3339",
                "{'reason':'a','from':'2026-06-07T02:00:30Z','to':'2026-06-07T04:00:00Z'} | /from | whole minute",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00.5Z'} | /to | whole minute",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T02:00:00Z'} | /to | must be after /from",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-07-08T02:01:00Z'} | /to | at most 31 days",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','category':'holiday'} | /category | scheduled_maintenance, deployment",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','category':5} | /category | must be a string",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':5} | /to | must be a string",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','rrule':'FREQ=DAILY;COUNT=2','time_zone':'UTC'} | /to | is missing",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','rule':'x'} | /rule | is not a known field",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','applies_to':'team'} | /applies_to | slo or service",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','rrule':'FREQ=DAILY;COUNT=2'} | /time_zone | is missing",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','time_zone':'UTC'} | /time_zone | only together with /rrule",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','rrule':'FREQ=DAILY;COUNT=2','time_zone':'Mars/Base'} | /time_zone | must be an IANA time zone",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','rrule':'FREQ=DAILY;COUNT=2','time_zone':'+02:00'} | /time_zone | must be an IANA time zone",
                "{'reason':'a','from':'2026-06-07T02:00:00Z','to':'2026-06-07T04:00:00Z','rrule':'FREQ=DAILY','time_zone':'UTC'} | /rrule | must have an end"
            })
    void refusesInvalidCorrections(String body, String pointer, String detail) {
        var refused = problemOf(() -> CorrectionReader.read(json(body)));

        assertThat(refused.type()).isEqualTo(ProblemType.INVALID_CORRECTION);
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail);
        });
    }
}
