package dev.milepost.slo.counting;

import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventGroupsTest {

    private static final Instant NOW = Instant.parse("2026-06-05T12:34:00Z");
    private static final TimeRange COUNTED =
            new TimeRange(NOW.minus(Duration.ofHours(20)), NOW.plus(Duration.ofDays(1)));

    /** A law: what counts from a time on is the same where of older events only those are kept that belong to it. */
    @Seeds(bounded = 20, all = 100)
    void keepsOlderEventsOfOpenGroups(long seed) {
        var random = new Random(seed);
        var events = SampleEvents.any(random, NOW, 60 + random.nextInt(240)).stream()
                .sorted(Comparator.comparing(GoldenEvent::time).reversed())
                .toList();
        var indicator = SampleSlos.any(random).any(random, 1).slo().indicator();
        var counts = List.of(new IndicatorCount(1, indicator));
        var later = events.stream()
                .filter(event -> !event.time().isBefore(COUNTED.from()))
                .toList();
        var older = events.subList(later.size(), events.size());
        var some = EventGroups.of(counts, later);

        for (int from = 0; from < older.size(); ) {
            int to = Math.min(older.size(), from + 1 + random.nextInt(40));
            some.mergeOlder(EventGroups.of(counts, older.subList(from, to)), COUNTED.from());
            from = to;
        }

        var all = EventGroups.of(counts, events);
        assertThat(some.series(Instant.EPOCH).counts(COUNTED))
                .isEqualTo(all.series(Instant.EPOCH).counts(COUNTED));
        assertThat(some.groups())
                .hasSizeLessThanOrEqualTo(EventGroups.of(counts, later).groups().size());
    }

    @Test
    void endsWhereItTakesTooLong() {
        var random = new Random(1);
        var counts = List.of(new IndicatorCount(
                1, SampleSlos.any(random).any(random, 1).slo().indicator()));
        var events = SampleEvents.any(random, NOW, 100);
        var none = new EventGroups(counts, EventLogCounter.until(Duration.ZERO));
        events.forEach(none::add);
        var inTime = new EventGroups(counts, EventLogCounter.until(Duration.ofHours(1)));

        events.forEach(inTime::add);

        var problem = problemOf(() -> none.series(Instant.EPOCH));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.type()).isEqualTo(ProblemType.COUNT_TOO_LONG);
        assertProblem(ProblemType.COUNT_TOO_LONG, () -> none.mergeOlder(inTime, COUNTED.from()));
        assertThat(inTime.series(Instant.EPOCH).counts(COUNTED))
                .isEqualTo(EventGroups.of(counts, events).series(Instant.EPOCH).counts(COUNTED));
    }
}
