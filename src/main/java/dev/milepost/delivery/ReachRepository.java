package dev.milepost.delivery;

import dev.milepost.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A table that says since when something is so of commits: {@code commit_reach} or {@code awaited_change}. */
final class ReachRepository {

    private final Sql sql;
    private final String findSince;
    private final String delete;
    private final String insert;

    /** @param since the column that holds the moment */
    ReachRepository(Sql sql, String table, String since) {
        this.sql = sql;
        this.findSince = """
                select it.service, tier, commit_sha, %2$s as since
                from unnest(?::text[], ?::timestamptz[]) as asked (service, moment)
                join %1$s it on it.service = asked.service and it.%2$s >= moment
                """.formatted(table, since);
        this.delete = """
                delete from %1$s it
                using unnest(?::text[], ?::text[], ?::text[]) as gone (service, tier, commit_sha)
                where it.service = gone.service and it.tier = gone.tier and it.commit_sha = gone.commit_sha
                """.formatted(table);
        // A commit may have been reached, or looked for, before the moment already: the first time stays.
        this.insert = """
                insert into %1$s (service, tier, commit_sha, %2$s)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                """.formatted(table, since);
    }

    /** Makes what is kept from a moment on equal to what has been found anew. */
    void replaceSince(Moments moments, Collection<Reach> found) {
        var before = sql.query(findSince, ReachRepository::reach, moments.services(), moments.since());
        var difference = Difference.of(before, found);
        if (!difference.gone().isEmpty()) {
            sql.update(delete, services(difference.gone()), tiers(difference.gone()), commits(difference.gone()));
        }
        if (!difference.come().isEmpty()) {
            sql.update(
                    insert,
                    services(difference.come()),
                    tiers(difference.come()),
                    commits(difference.come()),
                    Columns.of(difference.come(), Reach::since));
        }
    }

    private static Reach reach(ResultSet row) throws SQLException {
        return new Reach(
                new Delivery.Commit(row.getString("service"), row.getString("tier"), row.getString("commit_sha")),
                Objects.requireNonNull(Sql.instant(row, "since")));
    }

    private static List<String> services(Collection<Reach> reached) {
        return Columns.of(reached, reach -> reach.commit().service());
    }

    private static List<String> tiers(Collection<Reach> reached) {
        return Columns.of(reached, reach -> reach.commit().tier());
    }

    private static List<String> commits(Collection<Reach> reached) {
        return Columns.of(reached, reach -> reach.commit().sha());
    }
}
