package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.Remedy.AppliedRemedies;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes the links of deployments and their deliveries, from the recomputation starts on. */
@ApplicationScoped
class DeploymentLinkRepository {

    private final Sql sql;

    DeploymentLinkRepository(Sql sql) {
        this.sql = sql;
    }

    List<DeploymentLink> findLinksSince(
            RecomputationStarts moments, DimensionLookup dimensions, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select link.*
                from unnest(?::text[], ?::timestamptz[]) as asked (service, since)
                join deployment_link link on link.service = asked.service and finished_at >= since
                """,
                memory.taking(row -> link(row, dimensions), link -> link.key().bytes()),
                moments.services(),
                moments.starts());
    }

    List<DeploymentLink> findLinks(Collection<Deployment.Key> deployments, DimensionLookup dimensions) {
        return sql.query(
                """
                select link.*
                from unnest(?::text[], ?::text[], ?::text[]) as asked (service, environment, deployment_id)
                join deployment_link link using (service, environment, deployment_id)
                """,
                row -> link(row, dimensions),
                Sql.column(deployments, Deployment.Key::service),
                Sql.column(deployments, Deployment.Key::environment),
                Sql.column(deployments, Deployment.Key::id));
    }

    List<DeliveredChange> findDeliveriesSince(
            RecomputationStarts moments, DimensionLookup dimensions, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select delivery.*
                from unnest(?::text[], ?::timestamptz[]) as asked (service, since)
                join delivery on delivery.service collate "POSIX" = asked.service and delivered_at >= since
                """,
                memory.taking(
                        row -> delivery(row, dimensions),
                        delivery -> delivery.commit().bytes()
                                + delivery.deployment().bytes()),
                moments.services(),
                moments.starts());
    }

    /**
     * The rollbacks and hotfixes that blame these deployments and finished before their service's recomputation start.
     */
    Map<Deployment.Key, AppliedRemedies> findRemediesBefore(
            Collection<Deployment.Key> blamed, RecomputationStarts moments) {
        var found = new HashMap<Deployment.Key, AppliedRemedies>();
        sql.forEach(
                """
                select link.service, link.environment, link.deployment_id, remedy, remedy_of, finished_at
                from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    as asked (service, environment, blamed, moment)
                join deployment_link link on link.service = asked.service and link.environment = asked.environment
                    and remedy_of = asked.blamed and finished_at < moment
                order by finished_at, link.deployment_id
                """,
                row -> {
                    var key = new Deployment.Key(
                            row.getString("service"), row.getString("environment"), row.getString("remedy_of"));
                    var finishedAt = Objects.requireNonNull(Sql.instant(row, "finished_at"));
                    var remedied = AppliedRemedies.after(
                            found.get(key), row.getString("remedy"), row.getString("deployment_id"), finishedAt);
                    return found.put(key, remedied);
                },
                one -> {},
                Sql.column(blamed, Deployment.Key::service),
                Sql.column(blamed, Deployment.Key::environment),
                Sql.column(blamed, Deployment.Key::id),
                Sql.column(blamed, key -> moments.startOf(key.service())));
        return found;
    }

    void deleteLinks(Collection<DeploymentLink> links) {
        if (links.isEmpty()) {
            return;
        }
        sql.update(
                """
                delete from deployment_link
                using unnest(?::text[], ?::text[], ?::text[]) as gone (service, environment, deployment_id)
                where deployment_link.service = gone.service and deployment_link.environment = gone.environment
                    and deployment_link.deployment_id = gone.deployment_id
                """,
                Sql.column(links, link -> link.key().service()),
                Sql.column(links, link -> link.key().environment()),
                Sql.column(links, link -> link.key().id()));
    }

    void insertLinks(Collection<DeploymentLink> links) {
        if (links.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into deployment_link
                    (service, environment, deployment_id, tier, finished_at, dimension, rule, window_after, window_until,
                     anchored_at, rework, known_change, remedy, remedy_of, blamed, remedied_with, remedied_by, remedied_at)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::int[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bool[], ?::bool[], ?::text[], ?::text[],
                    ?::bool[], ?::text[], ?::text[], ?::timestamptz[])
                """,
                Sql.column(links, link -> link.key().service()),
                Sql.column(links, link -> link.key().environment()),
                Sql.column(links, link -> link.key().id()),
                Sql.column(links, DeploymentLink::tier),
                Sql.column(links, DeploymentLink::finishedAt),
                Sql.column(links, link -> link.dimension().id()),
                Sql.column(
                        links, link -> link.rule() == null ? null : link.rule().wireName()),
                Sql.column(
                        links,
                        link -> link.window() == null ? null : link.window().after()),
                Sql.column(
                        links,
                        link -> link.window() == null ? null : link.window().until()),
                Sql.column(links, DeploymentLink::latestHeadCommittedAt),
                Sql.column(links, DeploymentLink::rework),
                Sql.column(links, DeploymentLink::knownChange),
                Sql.column(
                        links,
                        link -> link.remedy() == null ? null : link.remedy().kind()),
                Sql.column(
                        links,
                        link -> link.remedy() == null ? null : link.remedy().blamed()),
                Sql.column(links, DeploymentLink::blamed),
                Sql.column(
                        links,
                        link -> link.remedied() == null ? null : link.remedied().kind()),
                Sql.column(
                        links,
                        link -> link.remedied() == null ? null : link.remedied().by()),
                Sql.column(
                        links,
                        link -> link.remedied() == null ? null : link.remedied().at()));
    }

    void deleteDeliveries(Collection<DeliveredChange> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        sql.update(
                """
                delete from delivery where ctid = any(array(
                    select found.ctid
                    from unnest(?::text[], ?::text[], ?::text[]) as gone (service, tier, commit_sha)
                    cross join lateral (
                        select ctid from delivery
                        where delivery.service = gone.service and delivery.tier = gone.tier
                            and delivery.commit_sha = gone.commit_sha
                        offset 0
                    ) found))
                """,
                Sql.column(deliveries, delivery -> delivery.commit().service()),
                Sql.column(deliveries, delivery -> delivery.commit().tier()),
                Sql.column(deliveries, delivery -> delivery.commit().sha()));
    }

    void insertDeliveries(Collection<DeliveredChange> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into delivery
                    (service, tier, commit_sha, environment, deployment_id, delivered_at, committed_at, lead_micros,
                     dimension, rule)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::timestamptz[], ?::int8[], ?::int[], ?::text[])
                """,
                Sql.column(deliveries, delivery -> delivery.commit().service()),
                Sql.column(deliveries, delivery -> delivery.commit().tier()),
                Sql.column(deliveries, delivery -> delivery.commit().sha()),
                Sql.column(deliveries, delivery -> delivery.deployment().environment()),
                Sql.column(deliveries, delivery -> delivery.deployment().id()),
                Sql.column(deliveries, DeliveredChange::deliveredAt),
                Sql.column(deliveries, DeliveredChange::committedAt),
                Sql.column(deliveries, DeliveredChange::leadMicros),
                Sql.column(deliveries, delivery -> delivery.dimension().id()),
                Sql.column(deliveries, delivery -> delivery.rule().wireName()));
    }

    private static DeploymentLink link(ResultSet row, DimensionLookup dimensions) throws SQLException {
        var rule = row.getString("rule");
        var until = Sql.instant(row, "window_until");
        return new DeploymentLink(
                key(row),
                row.getString("tier"),
                Objects.requireNonNull(Sql.instant(row, "finished_at")),
                dimensions.byId(row.getInt("dimension")),
                rule == null ? null : DeliveryRule.of(rule),
                until == null ? null : window(Sql.instant(row, "window_after"), until),
                Sql.instant(row, "anchored_at"),
                row.getBoolean("rework"),
                row.getBoolean("known_change"),
                remedy(row),
                row.getBoolean("blamed"),
                remedied(row));
    }

    private static @Nullable Remedy remedy(ResultSet row) throws SQLException {
        var kind = row.getString("remedy");
        return kind == null ? null : new Remedy(kind, row.getString("remedy_of"));
    }

    private static @Nullable AppliedRemedies remedied(ResultSet row) throws SQLException {
        var at = Sql.instant(row, "remedied_at");
        return at == null
                ? null
                : new AppliedRemedies(row.getString("remedied_with"), row.getString("remedied_by"), at);
    }

    private static DeploymentLink.Window window(@Nullable Instant after, Instant until) {
        return new DeploymentLink.Window(Objects.requireNonNull(after), until);
    }

    private static DeliveredChange delivery(ResultSet row, DimensionLookup dimensions) throws SQLException {
        return new DeliveredChange(
                new DeliveredChange.TierCommit(
                        row.getString("service"), row.getString("tier"), row.getString("commit_sha")),
                key(row),
                Objects.requireNonNull(Sql.instant(row, "delivered_at")),
                Objects.requireNonNull(Sql.instant(row, "committed_at")),
                dimensions.byId(row.getInt("dimension")),
                DeliveryRule.of(row.getString("rule")));
    }

    private static Deployment.Key key(ResultSet row) throws SQLException {
        return new Deployment.Key(
                row.getString("service"), row.getString("environment"), row.getString("deployment_id"));
    }
}
