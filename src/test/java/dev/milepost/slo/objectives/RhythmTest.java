package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.EventFlow.EarlierEvents;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Duration DAYS_30 = Duration.ofDays(30);

    @Test
    void isKnownFromAProbe() {
        var flow = flow(every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(3)), NOW), NOW);

        assertThat(flow.rhythm()).isEqualTo(new Rhythm(Duration.ofMinutes(5), Duration.ofMinutes(30)));
        assertThat(flow.missingSince()).isNull();
        assertThat(flow.lastEventAt()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
    }

    @Test
    void tellsFromWhenOnAnEventIsMissing() {
        var death = NOW.minus(Duration.ofHours(2));

        var flow = flow(every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(3)), death), NOW);

        assertThat(flow.missingSince())
                .isEqualTo(death.minus(Duration.ofMinutes(5)).plus(Duration.ofMinutes(30)));
    }

    /** Runs on working days only, for three weeks: no evening and no weekend is the end, also not a long one. */
    @Test
    void includesNightsAndWeekends() {
        var runs = new TreeMap<Instant, Counts>();
        for (var at = NOW.minus(DAYS_30); at.isBefore(NOW); at = at.plus(Duration.ofHours(1))) {
            var local = at.atZone(ZoneOffset.UTC);
            var isWeekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!isWeekend && local.getHour() >= 8 && local.getHour() < 18) {
                runs.put(at, Counts.of(1, 0));
            }
        }
        var last = runs.lastKey();

        for (int hours = 0; hours < 4 * 24; hours++) {
            assertThat(flow(runs, last.plus(Duration.ofHours(hours + 1))).missingSince())
                    .isNull();
        }
        assertThat(flow(runs, last.plus(Duration.ofDays(6))).missingSince()).isNotNull();
    }

    @Test
    void needsTime() {
        var young = every(Duration.ofMinutes(5), NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(1)));
        var few = every(Duration.ofDays(1), NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(10)));

        assertThat(List.of(flow(young, NOW), flow(few, NOW))).allSatisfy(flow -> {
            assertThat(flow.rhythm()).isNull();
            assertThat(flow.missingSince()).isNull();
        });
    }

    /** The only weekend of two weeks is no outage. */
    @Test
    void takesNoWeekendForAnOutage() {
        var counts = every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(12)), NOW.minus(Duration.ofDays(9)));
        counts.putAll(every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(7)), NOW.minus(Duration.ofDays(2))));

        assertThat(flow(counts, NOW).missingSince()).isNull();
    }

    /** An outage of a day does not make the next one of an hour normal. */
    @Test
    void forgetsOneOutage() {
        var counts = every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(5)));
        counts.putAll(every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(4)), NOW.minus(Duration.ofHours(1))));

        assertThat(flow(counts, NOW).missingSince()).isNotNull();
    }

    /** Planned work is no silence. It is one again when it is over. */
    @Test
    void waitsForTheEndOfACorrection() {
        var death = NOW.minus(Duration.ofHours(5));
        var counts = every(Duration.ofMinutes(5), NOW.minus(Duration.ofDays(3)), death);
        var series = CountSeries.of(counts);
        var work = List.of(new TimeRange(death, NOW.plus(Duration.ofHours(1))));

        assertThat(EventFlow.of(series, work, range(NOW), null).missingSince()).isNull();
        assertThat(EventFlow.of(series, work, range(NOW.plus(Duration.ofHours(2))), null)
                        .missingSince())
                .isEqualTo(NOW.plus(Duration.ofMinutes(90)));
    }

    @Test
    void remembersAnEventBeforeTheCounts() {
        var last = NOW.minus(Duration.ofDays(100));

        var regular = EventFlow.of(CountSeries.NONE, List.of(), range(NOW), new EarlierEvents(last, 21));
        var rare = EventFlow.of(CountSeries.NONE, List.of(), range(NOW), new EarlierEvents(last, 20));

        assertThat(regular).isEqualTo(new EventFlow(last, null, NOW.minus(Duration.ofDays(60))));
        // No incident for long is good news.
        assertThat(rare).isEqualTo(new EventFlow(last, null, null));
        assertThat(EventFlow.of(CountSeries.NONE, List.of(), range(NOW), null)).isEqualTo(EventFlow.UNKNOWN);
    }

    private static TreeMap<Instant, Counts> every(Duration step, Instant from, Instant to) {
        var counts = new TreeMap<Instant, Counts>();
        for (var at = from; at.isBefore(to); at = at.plus(step)) {
            counts.put(at.truncatedTo(ChronoUnit.MINUTES), Counts.of(1, 0));
        }
        return counts;
    }

    private static EventFlow flow(TreeMap<Instant, Counts> counts, Instant now) {
        return EventFlow.of(CountSeries.of(counts), List.of(), range(now), null);
    }

    private static TimeRange range(Instant now) {
        return new TimeRange(now.minus(Duration.ofDays(40)), now);
    }
}
