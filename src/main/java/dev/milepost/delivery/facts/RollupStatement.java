package dev.milepost.delivery.facts;

/** The SQL statements that write rollups, each for any number of rows. */
final class RollupStatement {

    /** Counts and sums are increments. A sketch is the complete new value, or null if it does not change. */
    static final String UPSERT = """
            insert into delivery_rollup as r (
                scope, key, tier, period, starts_on,
                deployments, rework, failed, failed_by_rollback, failed_by_hotfix, deployments_without_known_change,
                changes, negative, explicit, ancestry, in_window, head, lead_micros, lead_sample,
                opened, unattributed,
                resolved, left_out, restore_micros, restore_sample,
                recovered, recovery_micros, recovery_sample)
            select * from unnest(
                ?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],
                ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::numeric[], ?::bytea[],
                ?::integer[], ?::integer[],
                ?::integer[], ?::integer[], ?::numeric[], ?::bytea[],
                ?::integer[], ?::numeric[], ?::bytea[])
            on conflict on constraint delivery_rollup_pk do update set
                deployments = r.deployments + excluded.deployments,
                rework = r.rework + excluded.rework,
                failed = r.failed + excluded.failed,
                failed_by_rollback = r.failed_by_rollback + excluded.failed_by_rollback,
                failed_by_hotfix = r.failed_by_hotfix + excluded.failed_by_hotfix,
                deployments_without_known_change =
                    r.deployments_without_known_change + excluded.deployments_without_known_change,
                changes = r.changes + excluded.changes,
                negative = r.negative + excluded.negative,
                explicit = r.explicit + excluded.explicit,
                ancestry = r.ancestry + excluded.ancestry,
                in_window = r.in_window + excluded.in_window,
                head = r.head + excluded.head,
                lead_micros = r.lead_micros + excluded.lead_micros,
                lead_sample = coalesce(excluded.lead_sample, r.lead_sample),
                opened = r.opened + excluded.opened,
                unattributed = r.unattributed + excluded.unattributed,
                resolved = r.resolved + excluded.resolved,
                left_out = r.left_out + excluded.left_out,
                restore_micros = r.restore_micros + excluded.restore_micros,
                restore_sample = coalesce(excluded.restore_sample, r.restore_sample),
                recovered = r.recovered + excluded.recovered,
                recovery_micros = r.recovery_micros + excluded.recovery_micros,
                recovery_sample = coalesce(excluded.recovery_sample, r.recovery_sample)
            """;

    /** Deletes rows whose counts are all 0. The format argument is the source of the keys to check. */
    static final String DELETE_EMPTY = """
            delete from delivery_rollup r
            using %s k (scope, key, tier, period, starts_on)
            where (r.scope, r.key, r.tier, r.period, r.starts_on) = (k.scope, k.key, k.tier, k.period, k.starts_on)
            and (r.deployments, r.changes, r.negative, r.opened, r.resolved, r.left_out, r.recovered)
                = (0, 0, 0, 0, 0, 0, 0)
            """;

    private RollupStatement() {}
}
