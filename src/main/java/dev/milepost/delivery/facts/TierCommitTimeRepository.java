package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Reads and writes a table of {@link TierCommitTime}s: {@code reached_commit} or {@code awaited_change}. */
final class TierCommitTimeRepository {

    private final Sql sql;
    private final String findSince;
    private final String delete;
    private final String deleteSince;
    private final String insert;

    /**
     * A commit in a tier, with the time since when it is reachable from a deployed head, or since when a deployment looked
     * for its change and did not find it.
     */
    record TierCommitTime(DeliveredChange.TierCommit commit, Instant since) {

        @Override
        public int hashCode() {
            return commit.hashCode();
        }
    }

    /** @param sinceColumn the column with the time */
    TierCommitTimeRepository(Sql sql, String table, String sinceColumn) {
        this.sql = sql;
        this.findSince = """
                select it.service, tier, commit_sha, %2$s as since
                from unnest(?::text[], ?::timestamptz[]) as asked (service, moment)
                join %1$s it on it.service collate "POSIX" = asked.service and it.%2$s >= moment
                """.formatted(table, sinceColumn);
        this.delete = """
                delete from %1$s where ctid = any(array(
                    select found.ctid
                    from unnest(?::text[], ?::text[], ?::text[]) as gone (service, tier, commit_sha)
                    cross join lateral (
                        select ctid from %1$s it
                        where it.service = gone.service and it.tier = gone.tier and it.commit_sha = gone.commit_sha
                        offset 0
                    ) found))
                """.formatted(table);
        this.deleteSince = """
                delete from %1$s it
                using unnest(?::text[], ?::timestamptz[]) as asked (service, moment)
                where it.service collate "POSIX" = asked.service and it.%2$s >= moment
                """.formatted(table, sinceColumn);
        // The commit may already have a row from before the recomputation start. Then the earlier time is kept.
        this.insert = """
                insert into %1$s (service, tier, commit_sha, %2$s)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                """.formatted(table, sinceColumn);
    }

    /** Replaces the rows from the recomputation starts on with the recomputed ones. Writes only the difference. */
    void replaceSince(RecomputationStarts moments, Collection<TierCommitTime> found, RecomputationMemory memory) {
        var before = sql.queryInParts(
                findSince,
                memory.taking(
                        TierCommitTimeRepository::reach, reach -> reach.commit().bytes()),
                moments.services(),
                moments.starts());
        var difference = Difference.of(before, found);
        if (!difference.removed().isEmpty()) {
            sql.update(
                    delete, services(difference.removed()), tiers(difference.removed()), commits(difference.removed()));
        }
        insert(difference.added());
    }

    /** Deletes the rows from the recomputation starts on. */
    void deleteSince(RecomputationStarts moments) {
        sql.update(deleteSince, moments.services(), moments.starts());
    }

    /** Inserts rows. Of several times of a commit, the one that is inserted first is kept. */
    void insert(Collection<TierCommitTime> rows) {
        if (!rows.isEmpty()) {
            sql.update(insert, services(rows), tiers(rows), commits(rows), Sql.column(rows, TierCommitTime::since));
        }
    }

    private static TierCommitTime reach(ResultSet row) throws SQLException {
        return new TierCommitTime(
                new DeliveredChange.TierCommit(
                        row.getString("service"), row.getString("tier"), row.getString("commit_sha")),
                Objects.requireNonNull(Sql.instant(row, "since")));
    }

    private static List<String> services(Collection<TierCommitTime> reached) {
        return Sql.column(reached, reach -> reach.commit().service());
    }

    private static List<String> tiers(Collection<TierCommitTime> reached) {
        return Sql.column(reached, reach -> reach.commit().tier());
    }

    private static List<String> commits(Collection<TierCommitTime> reached) {
        return Sql.column(reached, reach -> reach.commit().sha());
    }
}
