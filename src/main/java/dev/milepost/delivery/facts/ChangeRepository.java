package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stores changes. If several events describe a commit, the earliest one is kept. */
@ApplicationScoped
class ChangeRepository {

    private final Sql sql;

    ChangeRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * A change that a batch inserted or updated.
     *
     * @param updated true if the change was stored before and an earlier event has replaced its values
     */
    record UpsertedChange(String service, String commit, boolean updated) {}

    /** Upserts changes and returns those that were inserted or updated. */
    List<UpsertedChange> upsert(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        return sql.query(
                """
                insert into change as known (service, commit_sha, committed_at, parent_shas, merge, event_time, event_key)
                select service, commit_sha, committed_at, parents::text[], merge, event_time, event_key
                from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bool[], ?::timestamptz[], ?::text[])
                    as given (service, commit_sha, committed_at, parents, merge, event_time, event_key)
                order by service, commit_sha
                on conflict (service, commit_sha) do update
                    set committed_at = excluded.committed_at, parent_shas = excluded.parent_shas,
                        merge = excluded.merge, event_time = excluded.event_time, event_key = excluded.event_key
                    where (excluded.event_time, excluded.event_key) < (known.event_time, known.event_key)
                returning service, commit_sha, xmax <> 0 as described
                """,
                row -> new UpsertedChange(
                        row.getString("service"), row.getString("commit_sha"), row.getBoolean("described")),
                Sql.column(changes, Change::service),
                Sql.column(changes, Change::commit),
                Sql.column(changes, Change::committedAt),
                Sql.column(changes, change -> Sql.arrayLiteral(change.parents())),
                Sql.column(changes, Change::isMerge),
                Sql.column(changes, change -> change.order().time()),
                Sql.column(changes, change -> change.order().eventKey()));
    }
}
