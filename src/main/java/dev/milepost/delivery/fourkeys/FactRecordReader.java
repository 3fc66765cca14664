package dev.milepost.delivery.fourkeys;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the facts behind a number, oldest first, with keyset pagination. */
@ApplicationScoped
class FactRecordReader {

    private static final String SECONDS = "trim_scale(round(%s, 6))";

    private final Sql sql;

    FactRecordReader(Sql sql) {
        this.sql = sql;
    }

    /**
     * One page of a list.
     *
     * @param after the cursor of the previous page; null for the first page
     */
    record PageRequest(
            FactSelection selection,
            Window window,
            String tier,
            @Nullable String after,
            int limit) {

        /** Where the index scan starts: at the cursor, or at the start of the window if that is later. */
        Instant from(Instant start) {
            return start.isAfter(window.from()) ? start : window.from();
        }

        /**
         * The cursor after which the page starts. For the first page it sorts before all rows, because names are never
         * empty.
         */
        Cursor startCursor(int size) {
            if (after != null) {
                return Cursor.parse(after, size);
            }
            var values = new String[size];
            Arrays.fill(values, "");
            values[0] = "0001-01-01T00:00:00Z";
            return Cursor.of(values);
        }
    }

    Page<DeploymentRecord> deployments(PageRequest leaf) {
        var start = leaf.startCursor(4);
        var items = sql.query(
                """
                select x.*, d.commit_sha, d.kind, blame.source as incident_source, blame.incident_id,
                    blame.rule as incident_rule, (
                    select count(*) from delivery
                    where delivery.service collate "POSIX" = x.service and delivery.tier = x.tier and delivered_at = x.finished_at
                    and delivery.environment = x.environment and delivery.deployment_id = x.deployment_id) as changes
                from (%s) x
                left join deployment d using (service, deployment_id, environment)
                left join lateral (
                    select source, incident_id, rule from incident_link link
                    where link.service = x.service and link.environment = x.environment
                        and link.deployment_id = x.deployment_id
                    order by opened_at, source, incident_id
                    limit 1
                ) blame on x.blamed
                order by x.finished_at, x.service, x.environment, x.deployment_id
                """.formatted(firstRowsSql(
                        leaf, "deployment_link", "finished_at", "service, environment, deployment_id")),
                DeploymentRecord::of,
                values(leaf, start));
        return Page.of(
                items,
                leaf.limit(),
                d -> Cursor.of(d.finishedAt().toString(), d.service(), d.environment(), d.deploymentId()));
    }

    Page<ChangeRecord> changes(PageRequest leaf) {
        var start = leaf.startCursor(3);
        var items = sql.query(
                """
                select x.*, %s as lead_time_seconds, pull_request.*
                from (%s) x
                left join lateral (%s) pull_request on true
                order by delivered_at, x.service, x.commit_sha
                """.formatted(
                                SECONDS.formatted("lead_micros / 1000000.0"),
                                firstRowsSql(leaf, "delivery", "delivered_at", "service, commit_sha"),
                                StageReader.PULL_REQUEST),
                ChangeRecord::of,
                values(leaf, start));
        return Page.of(items, leaf.limit(), c -> Cursor.of(c.deliveredAt().toString(), c.service(), c.commitSha()));
    }

    /** SQL of the first facts after a cursor: first of each lookup key, then of all. */
    private static String firstRowsSql(PageRequest leaf, String table, String moment, String names) {
        var owners = leaf.selection().lookup();
        var order = "order by %s, %s limit ?".formatted(owners.timeExpression(moment), names);
        var after = "(%s, %s) > (?%s)".formatted(moment, names, ", ?".repeat(names.split(",").length));
        var facts = "select * from %s x where %%s and tier = ? and %s and %s %s"
                .formatted(table, owners.betweenCondition(moment, "?::timestamptz", "?::timestamptz"), after, order);
        var condition = table.equals("delivery") ? owners.deliveryCondition() : owners.condition();
        return "select x.* from %s %s".formatted(owners.perKey(facts, condition), order);
    }

    /** The parameters of {@link #firstRowsSql}. */
    private static Object[] values(PageRequest leaf, Cursor start) {
        var values = new ArrayList<Object>();
        values.addAll(List.of(
                leaf.selection().lookupKey(),
                leaf.tier(),
                leaf.from(start.time(0)),
                leaf.window().to()));
        values.add(start.time(0));
        values.addAll(start.values().subList(1, start.values().size()));
        values.addAll(List.of(leaf.limit() + 1, leaf.limit() + 1));
        return values.toArray();
    }

    /**
     * The incidents that were opened or resolved in the window or are open at its end, by the time they were opened.
     */
    Page<IncidentRecord> incidents(PageRequest leaf) {
        var start = leaf.startCursor(4);
        var items = sql.query(
                """
                select x.*, i.environment as event_environment, i.cause, %s as time_to_restore_seconds
                from (select ?::text as owner, ?::timestamptz as starts, ?::timestamptz as ends) c
                cross join incident_link x
                left join incident i using (source, incident_id)
                where %s and x.tier = ?
                and (x.opened_at >= starts and x.opened_at < ends
                    or x.resolved_at >= starts and x.resolved_at < ends
                    or x.opened_at < ends and (x.resolved_at is null or x.resolved_at >= ends))
                and (x.opened_at, x.service, x.source, x.incident_id) > (?, ?, ?, ?)
                order by x.opened_at, x.service, x.source, x.incident_id
                limit ?
                """.formatted(
                                SECONDS.formatted("extract(epoch from x.resolved_at - x.opened_at)"),
                                leaf.selection().lookup().condition()),
                IncidentRecord::of,
                leaf.selection().lookupKey(),
                leaf.window().from(),
                leaf.window().to(),
                leaf.tier(),
                start.time(0),
                start.values().get(1),
                start.values().get(2),
                start.values().get(3),
                leaf.limit() + 1);
        return Page.of(
                items, leaf.limit(), i -> Cursor.of(i.openedAt().toString(), i.service(), i.source(), i.incidentId()));
    }
}
