package dev.milepost.catalog.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.ownership.OwnershipTimeline.DomainPeriod;
import dev.milepost.catalog.ownership.OwnershipTimeline.HistoryRow;
import dev.milepost.catalog.ownership.OwnershipTimeline.Origin;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnershipTimelineTest {

    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void mergesCatalogAndEvents() {
        var rows = List.of(
                row(1, false, null, "event", null),
                row(2, true, at(4), "assumed", "system"),
                // No value changes.
                row(3, false, null, "event", null),
                row(6, false, null, "later", "other"),
                row(8, true, null, null, null),
                row(8, false, null, "last", "system"));
        var domains = Map.of(
                "system", List.of(new DomainPeriod(at(0), "early"), new DomainPeriod(at(5), "late")),
                "other", List.of(new DomainPeriod(at(7), null)));

        assertThat(new OwnershipTimeline(rows, domains).periods())
                .containsExactly(
                        period(1, "event", null, null),
                        period(2, "event", "system", "early"),
                        period(4, "assumed", "system", "early"),
                        period(5, "assumed", "system", "late"),
                        period(8, "last", "system", "late"));
    }

    /** The domain of their system changes as often as the rows. */
    @Test
    void readsRowsAFewTimes() {
        int count = 2_000;
        var rows = IntStream.range(0, count)
                .mapToObj(i -> row(2 * i, i % 3 == 0, null, "team-" + i, "system"))
                .toList();
        var domains = IntStream.range(0, count)
                .mapToObj(i -> new DomainPeriod(at(2 * i + 1), "domain-" + i))
                .toList();

        assertThat(new OwnershipTimeline(counting(rows), Map.of("system", counting(domains))).periods())
                .hasSizeGreaterThan(count);
        assertThat(reads.get()).isLessThan(50 * count);
    }

    private <T> List<T> counting(List<T> list) {
        class Counting extends AbstractList<T> implements RandomAccess {
            @Override
            public T get(int index) {
                reads.incrementAndGet();
                return list.get(index);
            }

            @Override
            public int size() {
                return list.size();
            }
        }
        return new Counting();
    }

    private static HistoryRow row(
            int from, boolean catalog, @Nullable Instant assumedUntil, @Nullable String team, @Nullable String system) {
        return new HistoryRow(
                assumedUntil, catalog ? Origin.CATALOG : Origin.SCAFFOLD, period(from, team, system, null));
    }

    private static OwnershipPeriod period(
            int from, @Nullable String team, @Nullable String system, @Nullable String domain) {
        return new OwnershipPeriod(at(from), team, system, domain, null, null, null, null);
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
