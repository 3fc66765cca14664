package dev.milepost.slo.attribution;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.OutcomeLabels;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts the outcomes of an SLO by label. */
@ApplicationScoped
public class LabelCountRepository {

    private static final List<String> LABELS = List.of("template", "template_version", "team", "service", "step");

    // The minute is needed if the team has to be derived from the owner of the service at that time.
    private static final String FIND = """
            select %s, %s as cell, %s as minute, kind, reason, count(*) as count
            from slo_outcome, (select ?::timestamptz[] as starts) as cells
            where indicator = (select indicator from slo_counted_definition where slo = ?)
                and kind <> 'OPEN' and at >= ? and at < ?
            group by 1, 2, 3, 4, 5, 6, 7, kind, reason
            """;

    private static final String FIND_WITHOUT_TEAM = "case when team is null then date_trunc('minute', at) end";

    /** Uses an index that has only bad outcomes. */
    private static final String FIND_BAD = """
            select template, template_version, team, service, step, 1 as cell, date_trunc('minute', at) as minute, kind,
                '' as reason, count(*) as count
            from slo_outcome
            where indicator = (select indicator from slo_counted_definition where slo = ?)
                and kind = 'BAD' and at >= ? and at < ?
            group by 1, 2, 3, 4, 5, 7, kind
            """;

    private final Sql sql;
    private final TeamLookup teams;

    LabelCountRepository(Sql sql, TeamLookup teams) {
        this.sql = sql;
        this.teams = teams;
    }

    /**
     * Counts all outcomes of a range.
     *
     * @param starts the starts of the parts of the range that are counted separately; the first one is the start of the
     * range
     */
    public List<LabelCount> find(String slo, OutcomeDimension dimension, TimeRange range, List<Instant> starts) {
        var labels = LABELS.stream()
                .map(label -> dimension.hasColumn(label) ? label : "null::text as " + label)
                .collect(Collectors.joining(", "));
        var cell = starts.size() == 1 ? "1" : "width_bucket(at, starts)";
        var minute = dimension == OutcomeDimension.TEAM ? FIND_WITHOUT_TEAM : "null::timestamptz";
        var found = sql.query(
                FIND.formatted(labels, cell, minute), row -> read(row, starts), starts, slo, range.from(), range.to());
        return dimension == OutcomeDimension.TEAM ? teams.withTeams(found) : found;
    }

    /** Counts the bad outcomes of a range, each with all labels. */
    public List<LabelCount> findBad(String slo, TimeRange range) {
        var starts = List.of(range.from());
        return teams.withTeams(sql.query(FIND_BAD, row -> read(row, starts), slo, range.from(), range.to()));
    }

    private static LabelCount read(ResultSet row, List<Instant> starts) throws SQLException {
        return new LabelCount(
                new OutcomeLabels(
                        row.getString("template"),
                        row.getString("template_version"),
                        row.getString("team"),
                        row.getString("service"),
                        row.getString("step")),
                starts.get(row.getInt("cell") - 1),
                Sql.instant(row, "minute"),
                Outcome.Kind.valueOf(Objects.requireNonNull(row.getString("kind"))),
                row.getString("reason"),
                row.getLong("count"));
    }
}
