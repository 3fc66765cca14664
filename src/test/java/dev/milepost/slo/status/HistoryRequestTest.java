package dev.milepost.slo.status;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.objectives.DurationShorthand;
import dev.milepost.slo.objectives.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRequestTest {

    private static final TimeWindow DAYS_28 = new TimeWindow.Rolling(Duration.ofDays(28));
    private static final TimeWindow BERLIN_WEEK = calendar("2026-01-05T00:00", "1w");
    private static final TimeWindow BERLIN_MONTH = calendar("2026-01-01T00:00", "1M");

    @ParameterizedTest
    @CsvSource({
        // step, days of the window, now, how many, the one before now, the last
        "hour, 1, 2026-06-15T12:07:00Z, 25, 2026-06-15T12:00:00Z, 2026-06-14T13:00:00Z",
        "hour, 1, 2026-06-15T12:00:00Z, 25, 2026-06-15T11:00:00Z, 2026-06-14T12:00:00Z",
        "day, 28, 2026-06-15T12:07:00Z, 29, 2026-06-15T00:00:00Z, 2026-05-19T00:00:00Z",
        "day, 28, 2026-06-15T00:00:00Z, 29, 2026-06-14T00:00:00Z, 2026-05-18T00:00:00Z",
        // weeks start on Mondays
        "week, 28, 2026-06-15T12:07:00Z, 5, 2026-06-15T00:00:00Z, 2026-05-25T00:00:00Z",
        "week, 1, 2026-06-18T12:07:00Z, 1, , 2026-06-18T12:07:00Z",
        "month, 90, 2026-06-15T12:07:00Z, 4, 2026-06-01T00:00:00Z, 2026-04-01T00:00:00Z",
        "hour, 366, 2026-06-15T12:07:00Z, 673, 2026-06-15T12:00:00Z, 2026-05-18T13:00:00Z"
    })
    void coversWindowInWholeSteps(
            String word, int days, Instant now, int count, @Nullable Instant second, Instant last) {
        var window = new TimeWindow.Rolling(Duration.ofDays(days));
        var request = request(word, null, null);

        var points = request.pointsInTime(now, window);

        assertThat(points)
                .hasSize(count)
                .doesNotHaveDuplicates()
                .startsWith(now)
                .endsWith(last);
        assertThat(second == null || points.get(1).equals(second)).isTrue();
        assertThat(request.oldest(now, window)).isEqualTo(last);
    }

    @Test
    void usesTheZoneOfACalendarWindow() {
        var now = Instant.parse("2026-11-29T23:30:00Z");

        // In Berlin it is Monday already, in summer two hours before UTC, and in winter one.
        assertThat(request("week", "2026-10-19", null).pointsInTime(now, BERLIN_WEEK))
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-11-29T23:30:00Z",
                        "2026-11-29T23:00:00Z",
                        "2026-11-22T23:00:00Z",
                        "2026-11-15T23:00:00Z",
                        "2026-11-08T23:00:00Z",
                        "2026-11-01T23:00:00Z",
                        "2026-10-25T23:00:00Z",
                        "2026-10-18T22:00:00Z");
        assertThat(request("period", "2026-09-01", "2026-11-01").pointsInTime(now, BERLIN_MONTH))
                .extracting(Instant::toString)
                .containsExactly("2026-10-31T23:00:00Z", "2026-09-30T22:00:00Z", "2026-08-31T22:00:00Z");
    }

    @Test
    void endsNowAtTheLatest() {
        var now = Instant.parse("2026-06-15T12:07:00Z");

        assertThat(request("day", "2026-06-14T00:00:00Z", "2027-01-01T00:00:00Z")
                        .pointsInTime(now, DAYS_28))
                .extracting(Instant::toString)
                .containsExactly("2026-06-15T12:07:00Z", "2026-06-15T00:00:00Z", "2026-06-14T00:00:00Z");
    }

    @Test
    void refusesWhatHasNoPoints() {
        var now = Instant.parse("2026-06-15T12:07:00Z");

        assertProblem(ProblemType.INVALID_REQUEST, () -> HistoryRequest.Step.of("year"))
                .hasMessageContaining("step must be hour, day, week, month or period");
        assertProblem(ProblemType.INVALID_REQUEST, () -> HistoryRequest.Step.of("DAY"))
                .hasMessageContaining("step must be");
        assertProblem(
                        ProblemType.INVALID_REQUEST,
                        () -> request("period", null, null).pointsInTime(now, DAYS_28))
                .hasMessageContaining("rolling");
        assertProblem(
                        ProblemType.INVALID_REQUEST,
                        () -> request("day", "2026-07-01", null).pointsInTime(now, DAYS_28))
                .hasMessageContaining("from must be before to");
        assertProblem(
                        ProblemType.INVALID_REQUEST,
                        () -> request("hour", "2020-01-01", null).pointsInTime(now, DAYS_28))
                .hasMessageContaining("at most 673 points");
        assertProblem(
                        ProblemType.INVALID_REQUEST,
                        () -> request("day", "yesterday", null).pointsInTime(now, DAYS_28))
                .hasMessageContaining("RFC 3339");
    }

    private static HistoryRequest request(String step, @Nullable String from, @Nullable String to) {
        return new HistoryRequest(HistoryRequest.Step.of(step), from, to);
    }

    private static TimeWindow calendar(String start, String length) {
        return new TimeWindow.Calendar(
                LocalDateTime.parse(start),
                ZoneId.of("Europe/Berlin"),
                DurationShorthand.parse(length).orElseThrow());
    }
}
