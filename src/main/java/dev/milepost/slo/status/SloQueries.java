package dev.milepost.slo.status;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.slo.corrections.Corrections;
import dev.milepost.slo.counting.BadEvent;
import dev.milepost.slo.counting.BadEvents;
import dev.milepost.slo.counting.BadEvents.BadEventQuery;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queries of the SLO API. */
@ApplicationScoped
class SloQueries {

    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final SloDefinitions definitions;
    private final SloStatusReader statusReader;
    private final BadEvents badEvents;
    private final Corrections corrections;
    private final ResponseMemoryBudget memory;

    SloQueries(
            SloDefinitions definitions,
            SloStatusReader statusReader,
            BadEvents badEvents,
            Corrections corrections,
            ResponseMemoryBudget memory) {
        this.definitions = definitions;
        this.statusReader = statusReader;
        this.badEvents = badEvents;
        this.corrections = corrections;
        this.memory = memory;
    }

    /**
     * Returns a page of SLOs, ordered by name.
     *
     * @param owner null for all
     * @param after the last name of the previous page; empty for the first page
     */
    Page<SloView> list(@Nullable String owner, String after, int limit) {
        var found = statusReader.of(all -> all.stream()
                .filter(slo -> slo.name().compareTo(after) > 0)
                .filter(slo -> owner == null
                        || owner.equalsIgnoreCase(slo.slo().description().owner()))
                .limit(limit + 1L)
                .toList());
        return Page.of(found.stream().map(SloView::of).toList(), limit, last -> Cursor.of(last.name()));
    }

    SloView find(String name) {
        return SloView.of(statusReader.find(name));
    }

    SloHistory history(String name, HistoryStep step) {
        return statusReader.history(name, step);
    }

    /**
     * Returns a page of the bad events in the current window of an SLO. It can end before the limit, if more events
     * would exceed the byte limit.
     *
     * @param corrected true to include those that a correction excluded
     */
    Page<BadEvent> badEvents(String name, boolean corrected, @Nullable String cursor, int limit) {
        var query = query(name, corrected, cursor, limit);
        var found = memory.hold(
                () -> badEvents.find(query),
                rows -> rows.rows().stream().mapToLong(BadEvent::bytes).sum());
        return Page.of(
                found, limit, last -> Cursor.of(last.at().toString(), last.key().toString()));
    }

    private BadEventQuery query(String name, boolean corrected, @Nullable String cursor, int limit) {
        var now = statusReader.now();
        var slo = definitions.require(name);
        var window = slo.slo().window().at(now);
        var excluded = corrections.find(List.of(slo), now).of(slo, now);
        var until = new TimeRange(window.from(), now.isAfter(window.to()) ? now : window.to());
        if (cursor == null) {
            return new BadEventQuery(name, until, until.to(), GREATEST, limit + 1, excluded, corrected);
        }
        var last = Cursor.parse(cursor, 2);
        return new BadEventQuery(name, until, last.time(0), last.id(1), limit + 1, excluded, corrected);
    }
}
