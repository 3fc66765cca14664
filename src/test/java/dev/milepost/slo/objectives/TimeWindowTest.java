package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {

    @Test
    void rollsWithTime() {
        var now = Instant.parse("2026-03-29T12:00:00Z");
        var window = new TimeWindow.Rolling(Duration.ofDays(28));

        assertThat(window.at(now)).isEqualTo(new TimeRange(Instant.parse("2026-03-01T12:00:00Z"), now));
        assertThat(window.leavesAt(Instant.parse("2026-03-02T00:00:00Z"), now)).isEqualTo("2026-03-30T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // the clocks of Berlin leave out an hour on 29 March 2026 and repeat one on 25 October
        "2026-01-01T00:00, Europe/Berlin, 1d, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "2026-01-01T00:00, Europe/Berlin, 1d, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "2026-01-01T00:00, Europe/Berlin, 1M, 2026-03-31T21:59:59Z, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
        "2026-01-01T00:00, Europe/Berlin, 1M, 2026-03-31T22:00:00Z, 2026-03-31T22:00:00Z, 2026-04-30T22:00:00Z",
        // half past two is not there on 29 March, and begins at what would be that
        "2026-01-01T02:30, Europe/Berlin, 1d, 2026-03-29T12:00:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "2020-01-21T12:30, America/New_York, 1w, 2026-06-15T12:00:00Z, 2026-06-09T16:30:00Z, 2026-06-16T16:30:00Z",
        "2026-01-01T00:00, America/New_York, 1Q, 2026-05-05T00:00:00Z, 2026-04-01T04:00:00Z, 2026-07-01T04:00:00Z",
        "2024-02-29T00:00, UTC, 1Y, 2026-06-01T00:00:00Z, 2026-02-28T00:00:00Z, 2027-02-28T00:00:00Z",
        "2024-02-29T00:00, UTC, 1Y, 2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z",
        // months that lack the day end with their last, and the next has it again
        "2026-01-31T00:00, UTC, 1M, 2026-02-28T00:00:00Z, 2026-02-28T00:00:00Z, 2026-03-31T00:00:00Z",
        "2026-01-01T00:00, Asia/Kolkata, 12h, 2026-01-02T00:00:00Z, 2026-01-01T18:30:00Z, 2026-01-02T06:30:00Z",
        "2026-01-01T00:00, UTC, 1d, 2025-12-30T13:00:00Z, 2025-12-30T00:00:00Z, 2025-12-31T00:00:00Z"
    })
    void followsCalendar(LocalDateTime start, String zone, String length, Instant now, Instant from, Instant to) {
        var window = new TimeWindow.Calendar(
                start, ZoneId.of(zone), DurationShorthand.parse(length).orElseThrow());

        assertThat(window.at(now)).isEqualTo(new TimeRange(from, to));
        assertThat(window.leavesAt(from, now)).isEqualTo(to);
    }

    /** A law: each moment is in one period, which holds it, and the next begins where it ends. */
    @Seeds(bounded = 60, all = 300)
    void coversEveryInstant(long seed) {
        var random = new Random(seed);
        var zones = List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia");
        var lengths = List.of("30m", "12h", "1d", "3d", "1w", "1M", "2M", "1Q", "1Y");
        var window = new TimeWindow.Calendar(
                LocalDateTime.of(2000 + random.nextInt(40), 1 + random.nextInt(12), 1 + random.nextInt(28), 2, 30)
                        .plusDays(random.nextInt(4)),
                ZoneId.of(zones.get(random.nextInt(zones.size()))),
                DurationShorthand.parse(lengths.get(random.nextInt(lengths.size())))
                        .orElseThrow());
        var now = Instant.ofEpochSecond(1_000_000_000L + random.nextInt(1_000_000_000));

        var period = window.at(now);

        assertThat(period.from()).isBeforeOrEqualTo(now);
        assertThat(period.to()).isAfter(now);
        assertThat(window.at(period.from())).isEqualTo(period);
        assertThat(window.at(period.to().minusMillis(1))).isEqualTo(period);
        assertThat(window.at(period.to()).from()).isEqualTo(period.to());
    }

    @Test
    void limitsBudgetToPeriod() {
        var objective = SloSamples.objective("99");
        var window = new TimeWindow.Calendar(
                LocalDateTime.of(2026, 6, 1, 0, 0),
                ZoneId.of("UTC"),
                DurationShorthand.parse("1M").orElseThrow());
        // 30 days, 4 of 10 used, and as fast as two budgets a month: it lasts 9 days
        var series = CountSeries.of(Map.of(
                Instant.parse("2026-06-02T00:00:00Z"), Counts.of(898, 2),
                Instant.parse("2026-06-14T00:00:00Z"), Counts.of(98, 2)));

        var early = Evaluation.of(SloSamples.slo(window, objective), objective, series, at("2026-06-15T00:00:00Z"));
        var late = Evaluation.of(SloSamples.slo(window, objective), objective, series, at("2026-06-16T23:00:00Z"));
        var last = Evaluation.of(SloSamples.slo(window, objective), objective, series, at("2026-06-30T00:00:00Z"));

        assertThat(early.exhaustedAt()).isEqualTo("2026-06-24T00:00:00Z");
        assertThat(late.exhaustedAt()).isEqualTo("2026-06-25T23:00:00Z");
        assertThat(last.exhaustedAt()).isNull();
        var burning = CountSeries.of(Map.of(
                Instant.parse("2026-06-02T00:00:00Z"), Counts.of(898, 2),
                Instant.parse("2026-06-29T00:00:00Z"), Counts.of(98, 2)));
        assertThat(Evaluation.of(SloSamples.slo(window, objective), objective, burning, at("2026-06-30T00:00:00Z"))
                        .exhaustedAt())
                .isNull();
        assertThat(early.oldestBadLeavesAt()).isEqualTo("2026-07-01T00:00:00Z");
    }

    /** Slices begin with the period: of a calendar that begins at half past, so does each hour. */
    @Test
    void slicesPeriodsFromStart() {
        var timeSlicing =
                new TimeSlicing(Duration.ofHours(1), Optional.of(BigDecimal.ONE), TimeSlicing.EmptySlices.IGNORED);
        var objective = new Objective("", Target.ofPercent("90"), Optional.of(timeSlicing));
        var window = new TimeWindow.Calendar(
                LocalDateTime.of(2026, 6, 1, 0, 30),
                ZoneId.of("UTC"),
                DurationShorthand.parse("1d").orElseThrow());
        var series = CountSeries.of(Map.of(
                Instant.parse("2026-06-15T00:40:00Z"), Counts.of(0, 1),
                Instant.parse("2026-06-15T01:20:00Z"), Counts.of(1, 0)));

        var evaluation =
                Evaluation.of(SloSamples.slo(window, objective), objective, series, at("2026-06-15T12:00:00Z"));

        assertThat(evaluation.measure()).isEqualTo(SliMeasurement.of(0, 1));
    }

    private static EvaluationTime at(String now) {
        return new EvaluationTime(Instant.parse(now), Instant.EPOCH);
    }
}
