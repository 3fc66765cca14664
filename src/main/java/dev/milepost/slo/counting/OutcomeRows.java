package dev.milepost.slo.counting;

import dev.milepost.slo.counting.EventGroups.Group;
import dev.milepost.slo.counting.EventGroups.OutcomeKey;
import dev.milepost.slo.objectives.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcomes as columns for a bulk statement. */
final class OutcomeRows {

    private final Map<OutcomeKey, Outcome> outcomes = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long length;

    private record Row(OutcomeKey key, String events, Outcome outcome, OutcomeLabels labels) {}

    static OutcomeRows of(Map<OutcomeKey, Group> groups) {
        var rows = new OutcomeRows();
        groups.forEach(rows::add);
        return rows;
    }

    void add(OutcomeKey key, Group group) {
        var outcome = group.outcome();
        var events = SliEventJson.write(group.events());
        outcomes.put(key, outcome);
        rows.add(new Row(key, events, outcome, OutcomeLabels.of(group.events())));
        length += events.length();
    }

    /** Returns the total length of the event texts in characters. */
    long length() {
        return length;
    }

    Outcome outcome(OutcomeKey key) {
        return Objects.requireNonNull(outcomes.get(key));
    }

    /** Returns the columns in the order of the SQL statements. */
    Object[] columns() {
        return new Object[] {
            column(row -> row.key().indicatorCount()),
            column(row -> row.key().key()),
            column(Row::events),
            column(row -> row.outcome().kind().name()),
            column(row -> row.outcome().reason()),
            column(row -> row.outcome().at()),
            column(row -> row.labels().template()),
            column(row -> row.labels().templateVersion()),
            column(row -> row.labels().team()),
            column(row -> row.labels().service()),
            column(row -> row.labels().step()),
            column(row -> row.outcome().decideBy())
        };
    }

    private List<@Nullable Object> column(Function<Row, @Nullable Object> value) {
        var column = new ArrayList<@Nullable Object>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        return column;
    }
}
