package dev.milepost.slo.status;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The queries of the SLO API. */
@ApplicationScoped
class SloQueries {

    private final SloStatusReader statusReader;

    SloQueries(SloStatusReader statusReader) {
        this.statusReader = statusReader;
    }

    /**
     * Returns a page of SLOs, ordered by name.
     *
     * @param after the last name of the previous page; empty for the first page
     */
    Page<SloView> list(SloFilter filter, String after, int limit) {
        // A state is known after the evaluation, so a filter by it evaluates all.
        var most = filter.state() == null ? limit + 1L : Long.MAX_VALUE;
        var found = statusReader
                .of(all -> all.stream()
                        .filter(slo -> slo.name().compareTo(after) > 0)
                        .filter(filter::selects)
                        .limit(most)
                        .toList())
                .stream()
                .filter(filter::selects)
                .limit(limit + 1L)
                .toList();
        return Page.of(found.stream().map(SloView::of).toList(), limit, last -> Cursor.of(last.name()));
    }

    /** Returns the SLOs with these names, ordered by name, as the only page. */
    Page<SloView> find(Set<String> names) {
        return new Page<>(statusReader.of(names).stream().map(SloView::of).toList(), null);
    }

    SloView find(String name) {
        return SloView.of(statusReader.find(name));
    }

    SloHistory history(String name, HistoryRequest request) {
        return statusReader.history(name, request);
    }
}
