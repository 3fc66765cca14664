package dev.milepost.upgrades.outcomes;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The upgrades of services to versions, each as the latest of its events says. */
@ApplicationScoped
public class ServiceUpgrades {

    /**
     * The latest event says the state, and the first one of its kind when it began. So a row is a function of the set of
     * events.
     */
    private static final String ADD = """
            insert into service_upgrade as u (service, template, version, state, state_at, state_key, repository,
                pull_request, offered_at, offered_key, campaign, opened_at, merged_at, declined_at, failed_at)
            select service, template, version, %s, %s, %s, %s, %s, %s, %s, %s,
                min(at) filter (where state = 'opened'), min(at) filter (where state = 'merged'),
                min(at) filter (where state = 'declined'), min(at) filter (where state = 'failed')
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::text[]) e (service, template, version, state, at, event_key, repository, pull_request, campaign)
            group by service, template, version
            order by service collate "C", template collate "C", version collate "C"
            on conflict on constraint service_upgrade_pk do update set
                (state, state_at, state_key, repository, pull_request) =
                    (select e.state, e.state_at, e.state_key, e.repository, e.pull_request
                    from (values
                        (u.state, u.state_at, u.state_key, u.repository, u.pull_request),
                        (excluded.state, excluded.state_at, excluded.state_key, excluded.repository,
                            excluded.pull_request)) e (state, state_at, state_key, repository, pull_request)
                    order by e.state_at desc nulls last, e.state_key collate "C" desc limit 1),
                (offered_at, offered_key, campaign) =
                    (select e.at, e.key, e.campaign
                    from (values
                        (u.offered_at, u.offered_key, u.campaign),
                        (excluded.offered_at, excluded.offered_key, excluded.campaign)) e (at, key, campaign)
                    order by e.at desc nulls last, e.key collate "C" desc limit 1),
                opened_at = least(u.opened_at, excluded.opened_at),
                merged_at = least(u.merged_at, excluded.merged_at),
                declined_at = least(u.declined_at, excluded.declined_at),
                failed_at = least(u.failed_at, excluded.failed_at)
            """.formatted(
                    latest("state", "<>"),
                    latest("at", "<>"),
                    latest("event_key", "<>"),
                    latest("repository", "<>"),
                    latest("pull_request", "<>"),
                    latest("at", "="),
                    latest("event_key", "="),
                    latest("campaign", "="));

    private final Sql sql;

    ServiceUpgrades(Sql sql) {
        this.sql = sql;
    }

    /**
     * The upgrade of a service to a version.
     *
     * @param state null if it was only offered
     * @param since of the state
     * @param offeredAt the last offer; null if there was none
     * @param campaign of that offer
     */
    public record ServiceUpgrade(
            String service,
            String template,
            String version,
            @Nullable String state,
            @Nullable Instant since,
            @Nullable String repository,
            @Nullable String pullRequest,
            @Nullable Instant offeredAt,
            @Nullable String campaign) {

        public boolean isOpen() {
            return "opened".equals(state);
        }
    }

    /** The services whose upgrade to a version had an outcome for the first time in a window. */
    public record OutcomeTotals(String version, long opened, long merged, long declined, long failed) {}

    private static String latest(String column, String isOffered) {
        return """
                (array_agg(%s order by at desc, event_key collate "C" desc) filter (where state %s 'offered'))[1]""".formatted(column, isOffered);
    }

    void add(Collection<UpgradeOutcome> outcomes) {
        sql.update(
                ADD,
                Sql.column(outcomes, UpgradeOutcome::service),
                Sql.column(outcomes, UpgradeOutcome::template),
                Sql.column(outcomes, UpgradeOutcome::version),
                Sql.column(outcomes, outcome -> outcome.state().wireName()),
                Sql.column(outcomes, outcome -> outcome.order().time()),
                Sql.column(outcomes, outcome -> outcome.order().eventKey()),
                Sql.column(outcomes, UpgradeOutcome::repository),
                Sql.column(outcomes, UpgradeOutcome::pullRequest),
                Sql.column(outcomes, UpgradeOutcome::campaign));
    }

    /** Returns the upgrades of services, by service and in the order of their last change. */
    public Map<String, List<ServiceUpgrade>> find(Collection<String> services) {
        var found = new HashMap<String, List<ServiceUpgrade>>();
        sql.query(
                """
                select service, template, version, state, state_at, repository, pull_request, offered_at, campaign
                from service_upgrade
                where service = any (?::text[])
                order by service, greatest(state_at, offered_at), version
                """,
                row -> found.computeIfAbsent(row.getString("service"), service -> new ArrayList<>())
                        .add(upgrade(row)),
                services);
        return found;
    }

    public List<OutcomeTotals> count(String template, Instant from, Instant to) {
        return sql.query(
                """
                select version,
                    count(*) filter (where opened_at >= a and opened_at < b) as opened,
                    count(*) filter (where merged_at >= a and merged_at < b) as merged,
                    count(*) filter (where declined_at >= a and declined_at < b) as declined,
                    count(*) filter (where failed_at >= a and failed_at < b) as failed
                from service_upgrade, (select ?::timestamptz as a, ?::timestamptz as b) asked
                where template = ?
                group by version
                order by version
                """,
                row -> new OutcomeTotals(
                        row.getString("version"),
                        row.getLong("opened"),
                        row.getLong("merged"),
                        row.getLong("declined"),
                        row.getLong("failed")),
                from,
                to,
                template);
    }

    private static ServiceUpgrade upgrade(ResultSet row) throws SQLException {
        return new ServiceUpgrade(
                row.getString("service"),
                row.getString("template"),
                row.getString("version"),
                row.getString("state"),
                Sql.instant(row, "state_at"),
                row.getString("repository"),
                row.getString("pull_request"),
                Sql.instant(row, "offered_at"),
                row.getString("campaign"));
    }
}
