package dev.milepost.slo.status;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.platform.sql.Rows;
import dev.milepost.slo.counting.BadEvent;
import dev.milepost.slo.counting.BadEvents;
import dev.milepost.slo.counting.BadEvents.BadEventQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of the bad events of an SLO, with the time slices that are bad because they have no events. */
@ApplicationScoped
class BadEventPages {

    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final SloStatusReader statusReader;
    private final BadEvents badEvents;
    private final ResponseMemoryBudget memory;

    BadEventPages(SloStatusReader statusReader, BadEvents badEvents, ResponseMemoryBudget memory) {
        this.statusReader = statusReader;
        this.badEvents = badEvents;
        this.memory = memory;
    }

    /**
     * Returns a page of the bad events in the current window of an SLO, newest first. It can end before the limit, if
     * more events would exceed the byte limit.
     *
     * @param corrected true to include those that a correction excluded
     */
    Page<BadEvent> find(String name, boolean corrected, @Nullable String cursor, int limit) {
        var source = statusReader.badEventSource(name);
        var before = source.window().to();
        var beforeKey = GREATEST;
        if (cursor != null) {
            var last = Cursor.parse(cursor, 2);
            before = last.time(0);
            beforeKey = last.id(1);
        }
        var query = new BadEventQuery(
                name,
                source.slo().indicator(),
                source.window(),
                before,
                beforeKey,
                limit + 1,
                source.excluded(),
                corrected);
        var found = memory.hold(
                () -> badEvents.find(query),
                rows -> rows.rows().stream().mapToLong(BadEvent::bytes).sum());
        return page(found, silences(source, before, found, limit), limit);
    }

    /** Returns the silences of the page: those before its start and, if it is not the last page, after its last event. */
    private static List<BadEvent> silences(BadEventSource source, Instant before, Rows<BadEvent> found, int limit) {
        var events = found.rows();
        var isLast = events.size() <= limit && !found.more();
        var after = isLast ? Instant.MIN : events.get(events.size() - 1).at();
        return source.silences().stream()
                .filter(silence -> silence.at().isBefore(before) && silence.at().isAfter(after))
                .toList();
    }

    private static Page<BadEvent> page(Rows<BadEvent> found, List<BadEvent> silences, int limit) {
        var all = new ArrayList<>(found.rows());
        all.addAll(silences);
        // Stable, so that events at the same time keep the order of the query.
        all.sort(Comparator.comparing(BadEvent::at).reversed());
        return Page.of(
                new Rows<>(List.copyOf(all), found.more()),
                limit,
                last -> Cursor.of(last.at().toString(), last.key().toString()));
    }
}
