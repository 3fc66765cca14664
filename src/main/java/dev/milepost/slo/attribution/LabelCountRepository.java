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
import javax.sql.DataSource;

/** The outcomes of an SLO by what their events say of where they belong. */
@ApplicationScoped
public class LabelCountRepository {

    private static final List<String> LABELS = List.of("template", "template_version", "team", "service", "step");

    // The minute is needed where only the owner of that time tells the team.
    private static final String FIND = """
            select %s, %s as cell, %s as minute, kind, reason, count(*) as count
            from slo_outcome, (select ?::timestamptz[] as starts) as cells
            where reckoning = (select reckoning from slo_counted where slo = ?) and kind <> 'OPEN' and at >= ? and at < ?
            group by 1, 2, 3, 4, 5, 6, 7, kind, reason
            """;

    private static final String FIND_WITHOUT_TEAM = "case when team is null then date_trunc('minute', at) end";

    /** Along an index of what was bad alone. */
    private static final String FIND_BAD = """
            select template, template_version, team, service, step, 1 as cell, date_trunc('minute', at) as minute, kind,
                '' as reason, count(*) as count
            from slo_outcome
            where reckoning = (select reckoning from slo_counted where slo = ?) and kind = 'BAD' and at >= ? and at < ?
            group by 1, 2, 3, 4, 5, 7, kind
            """;

    private final Sql sql;
    private final TeamLookup teams;

    LabelCountRepository(DataSource database, TeamLookup teams) {
        this.sql = new Sql(database);
        this.teams = teams;
    }

    /**
     * All of a range.
     *
     * @param starts of the stretches of time that are to be told apart, the first being that of the range
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

    /** The bad ones of a range, each with all of its labels. */
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
