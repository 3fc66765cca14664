package dev.milepost.delivery.fourkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.delivery.fourkeys.WindowCalendar.BucketInterval;
import dev.milepost.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowCalendarTest {

    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Santiago",
            "Asia/Beirut",
            "Pacific/Apia",
            "Pacific/Kiritimati");

    /** Clocks go forward and back, by an hour or half of one, at night or at midnight itself; and once over a whole day. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, PT23H",
        "Europe/Berlin, 2026-10-25, PT25H",
        "America/Los_Angeles, 2026-03-08, PT23H",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M",
        "Australia/Lord_Howe, 2026-10-04, PT23H30M",
        "Africa/Cairo, 2026-04-24, PT23H",
        "Africa/Cairo, 2026-10-29, PT25H",
        "America/Santiago, 2026-04-04, PT25H",
        "Asia/Kolkata, 2026-03-29, PT24H"
    })
    void respectsDaylightSavingLengthOfDay(String zone, LocalDate day, Duration length) {
        var there = ZoneId.of(zone);
        var window = new Window(
                day.minusDays(1).atStartOfDay(there).toInstant(),
                day.plusDays(2).atStartOfDay(there).toInstant());

        var buckets = new WindowCalendar(there, window).buckets(BucketInterval.DAY);

        assertThat(buckets).hasSize(3).noneMatch(WindowCalendar.TimeBucket::partial);
        assertThat(length(buckets.get(1).window())).isEqualTo(length);
    }

    @Test
    void skipsDayMissingFromTimeZone() {
        var apia = ZoneId.of("Pacific/Apia");
        var window = new Window(
                LocalDate.parse("2011-12-29").atStartOfDay(apia).toInstant(),
                LocalDate.parse("2012-01-01").atStartOfDay(apia).toInstant());

        assertThat(new WindowCalendar(apia, window).buckets(BucketInterval.DAY)).hasSize(2);
    }

    @Test
    void beginsWeeksOnMondaysAndMonthsOnTheFirst() {
        var window = new Window(Instant.parse("2026-05-29T12:00:00Z"), Instant.parse("2026-06-09T00:00:00Z"));
        var calendar = new WindowCalendar(ZoneId.of("UTC"), window);

        assertThat(calendar.buckets(BucketInterval.WEEK))
                .containsExactly(
                        bucket("2026-05-29T12:00:00Z", "2026-06-01T00:00:00Z", true),
                        bucket("2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z", false),
                        bucket("2026-06-08T00:00:00Z", "2026-06-09T00:00:00Z", true));
        assertThat(calendar.buckets(BucketInterval.MONTH))
                .containsExactly(
                        bucket("2026-05-29T12:00:00Z", "2026-06-01T00:00:00Z", true),
                        bucket("2026-06-01T00:00:00Z", "2026-06-09T00:00:00Z", true));
    }

    /** A law: buckets follow each other without a gap, from the beginning of the window to its end; only the ends are cut. */
    @Seeds(bounded = 40, all = 200)
    void splitsWindowWithoutLoss(long seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(300 * 86_400));
        var window = new Window(from, from.plusSeconds(1 + random.nextInt(90 * 86_400)));

        for (var interval : BucketInterval.values()) {
            var buckets = new WindowCalendar(zone, window).buckets(interval);
            assertThat(buckets.get(0).window().from()).isEqualTo(window.from());
            assertThat(buckets.get(buckets.size() - 1).window().to()).isEqualTo(window.to());
            for (int n = 1; n < buckets.size(); n++) {
                var begin = buckets.get(n).window().from();
                assertThat(begin).isEqualTo(buckets.get(n - 1).window().to());
                assertThat(begin.atZone(zone).toLocalDate())
                        .isEqualTo(interval.firstDay(begin.atZone(zone).toLocalDate()));
                assertThat(buckets.get(n).partial() && n < buckets.size() - 1).isFalse();
            }
        }
    }

    /** Days with a deployment in each of the whole weeks of June 2026, which begins on a Monday. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-01T00:00:00Z, 2026-06-22T00:00:00Z, 1 2 3 8 9, 2",
        "2026-06-01T00:00:00Z, 2026-06-15T00:00:00Z, 1 2 3 8, 2",
        "2026-06-01T00:00:00Z, 2026-06-15T00:00:00Z, 1 2 3, 1.5",
        "2026-06-01T00:00:00Z, 2026-06-14T23:59:59Z, 1 2 3, 3",
        "2026-06-01T00:00:01Z, 2026-06-15T00:00:00Z, 1 2 3 8, 1",
        "2026-06-02T00:00:00Z, 2026-06-14T00:00:00Z, 2 3 8,",
        "2026-06-02T00:00:00Z, 2026-06-16T00:00:00Z, 2 3 8 14 15, 2"
    })
    void countsTheDaysOfWholeWeeks(Instant from, Instant to, String daysOfJune, @Nullable Double median) {
        var first = from.atZone(ZoneId.of("UTC")).getDayOfMonth();
        var deployed = new BitSet();
        for (var day : daysOfJune.split(" ", -1)) {
            deployed.set(Integer.parseInt(day) - first);
        }
        var window = new Window(from, to);

        assertThat(new WindowCalendar(ZoneId.of("UTC"), window).medianDaysPerWeek(window, deployed))
                .isEqualTo(median);
    }

    @Seeds(bounded = 40, all = 200)
    void coversUtcWindowByPeriodsAndEdges(long seed) {
        var random = new Random(seed);
        var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(300 * 24) * 3_600L);
        var window = new Window(from, from.plusSeconds((1 + random.nextInt(120 * 24)) * 3_600L));

        var covering = new ArrayList<>(RollupPeriods.edges(window));
        for (var range : RollupPeriods.covering(window)) {
            var utc = ZoneId.of("UTC");
            covering.add(new Window(
                    range.first().atStartOfDay(utc).toInstant(),
                    range.endExclusive().atStartOfDay(utc).toInstant()));
        }
        covering.sort((one, other) -> one.from().compareTo(other.from()));

        assertThat(covering.get(0).from()).isEqualTo(window.from());
        assertThat(covering.get(covering.size() - 1).to()).isEqualTo(window.to());
        for (int n = 1; n < covering.size(); n++) {
            assertThat(covering.get(n).from()).isEqualTo(covering.get(n - 1).to());
        }
    }

    private static WindowCalendar.TimeBucket bucket(String from, String to, boolean partial) {
        return new WindowCalendar.TimeBucket(new Window(Instant.parse(from), Instant.parse(to)), partial);
    }

    private static Duration length(Window window) {
        return Duration.between(window.from(), window.to());
    }
}
