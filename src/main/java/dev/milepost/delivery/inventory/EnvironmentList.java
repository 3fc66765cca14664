package dev.milepost.delivery.inventory;

import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The environments that deployments name. */
@ApplicationScoped
class EnvironmentList {

    // Each step finds the next pair in the index. The recursion ends at the limit, since nothing above it sorts.
    private static final String ALL = """
            with recursive pairs as (
                (select environment, tier from deployment
                where (environment, tier) > (?, ?) order by environment, tier limit 1)
                union all
                select next.environment, next.tier
                from pairs cross join lateral (
                    select environment, tier from deployment
                    where (environment, tier) > (pairs.environment, pairs.tier)
                    order by environment, tier limit 1) next)
            select environment, tier,
                (select max(finished_at) from deployment
                where environment = page.environment and tier = page.tier) as seen_at,
                (select max(finished_at) from deployment
                where environment = page.environment and tier = page.tier and status = 'success') as deployed_at
            from (
                select environment, tier from pairs
                where strpos(lower(environment collate "default"), ?) > 0 limit ?) page
            order by environment, tier
            """;

    private static final String OF_SERVICES = """
            select environment, tier, max(finished_at) as seen_at,
                max(finished_at) filter (where status = 'success') as deployed_at
            from delivery_service join deployment using (service)
            where service like any (?::text[]) and (environment, tier) > (?, ?)
                and strpos(lower(environment collate "default"), ?) > 0
            group by environment, tier
            order by environment, tier limit ?
            """;

    private final Sql sql;

    EnvironmentList(Sql sql) {
        this.sql = sql;
    }

    /**
     * An environment. One that has several tiers, because the catalog says so of some services, is listed with each.
     *
     * @param lastSeenAt when its latest deployment ended, whatever its status; null if none has ended
     * @param lastDeployedAt when its latest successful deployment finished; null without one
     */
    record ListedEnvironment(
            String name,
            String tier,
            @Nullable Instant lastSeenAt,
            @Nullable Instant lastDeployedAt) {}

    /** The end of the previous page; empty texts for the first page. */
    record Position(String name, String tier) {}

    /** Returns up to {@link NameSearch#rows()} environments, by name and tier. */
    @Snapshot
    List<ListedEnvironment> find(NameSearch search, Position after) {
        return search.seesAll()
                ? sql.query(ALL, EnvironmentList::environment, after.name(), after.tier(), search.part(), search.rows())
                : sql.query(
                        OF_SERVICES,
                        EnvironmentList::environment,
                        search.visible(),
                        after.name(),
                        after.tier(),
                        search.part(),
                        search.rows());
    }

    private static ListedEnvironment environment(ResultSet row) throws SQLException {
        return new ListedEnvironment(
                row.getString("environment"),
                row.getString("tier"),
                Sql.instant(row, "seen_at"),
                Sql.instant(row, "deployed_at"));
    }
}
