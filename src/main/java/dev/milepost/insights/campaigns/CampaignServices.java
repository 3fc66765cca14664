package dev.milepost.insights.campaigns;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services of campaigns, those of a campaign at once. */
@ApplicationScoped
class CampaignServices {

    /** Outcomes are those of the service's upgrade to the campaign's version, since the campaign began. */
    private static final String OUTCOMES = """
            from campaign_service s
            join campaign c on c.id = s.campaign
            left join service_upgrade u
                on u.service = s.service and u.template = c.template and u.version = c.to_version
                and u.state_at >= c.created_at
            where s.campaign = ?
            """;

    private final Sql sql;

    CampaignServices(Sql sql) {
        this.sql = sql;
    }

    /** @param wave from 1 on */
    record Member(String service, @Nullable String team, String fromVersion, int wave) {}

    /** How many services are in which state. */
    record Tally(
            long services,
            long offered,
            long opened,
            long merged,
            long declined,
            long failed,
            long later,
            long movedOn,
            long waiting) {

        /** Whether nobody has to answer any more. */
        boolean isAnswered() {
            return merged + declined + movedOn == services;
        }
    }

    record Merge(String service, Instant at) {}

    void add(UUID campaign, Collection<Member> members) {
        sql.update(
                """
                insert into campaign_service (campaign, service, team, from_version, wave)
                select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::int[])
                """,
                campaign,
                Sql.column(members, Member::service),
                Sql.column(members, Member::team),
                Sql.column(members, Member::fromVersion),
                Sql.column(members, Member::wave));
    }

    /** Returns services up to a wave that were not offered the upgrade, without those that want it later. */
    List<Member> findDue(UUID campaign, int wave, Instant now, int limit) {
        return sql.query("""
                select service, team, from_version, wave from campaign_service
                where campaign = ? and wave <= ? and offered_at is null and not moved_on
                    and (later_until is null or later_until <= ?)
                order by wave, service
                limit ?
                """, CampaignServices::member, campaign, wave, now, limit);
    }

    /** Returns services by name that were offered the upgrade and have neither merged nor declined it. */
    List<Member> findUnanswered(UUID campaign, String after, int limit) {
        return sql.query("""
                select s.service, s.team, s.from_version, s.wave %s
                    and s.offered_at is not null and not s.moved_on and s.service > ?
                    and u.state is distinct from 'merged' and u.state is distinct from 'declined'
                order by s.service
                limit ?
                """.formatted(OUTCOMES), CampaignServices::member, campaign, after, limit);
    }

    void markOffered(UUID campaign, Collection<String> services, Instant at) {
        sql.update(
                "update campaign_service set offered_at = ? where campaign = ? and service = any (?::text[])",
                at,
                campaign,
                services);
    }

    /** Marks services that are not below the version any more. */
    void markMovedOn(UUID campaign, Collection<String> services) {
        sql.update(
                "update campaign_service set moved_on = true where campaign = ? and service = any (?::text[])",
                campaign,
                services);
    }

    void putOff(UUID campaign, String service, Instant until, String because, String by) {
        sql.update("""
                update campaign_service
                set later_until = ?, later_because = ?, later_by = ?, offered_at = null
                where campaign = ? and service = ?
                """, until, because, by, campaign, service);
    }

    /** Returns a service of the campaign; null if the campaign does not have it. */
    @Nullable
    Member find(UUID campaign, String service) {
        var found = sql.query(
                "select service, team, from_version, wave from campaign_service where campaign = ? and service = ?",
                CampaignServices::member,
                campaign,
                service);
        return found.isEmpty() ? null : found.get(0);
    }

    Tally tally(UUID campaign, Instant now) {
        return sql.query(
                        """
                        select count(*) as services,
                            count(*) filter (where offered_at is not null) as offered,
                            count(*) filter (where state = 'opened') as opened,
                            count(*) filter (where state = 'merged') as merged,
                            count(*) filter (where state = 'declined') as declined,
                            count(*) filter (where state = 'failed') as failed,
                            count(*) filter (where offered_at is null and later_until > moment
                                and state is distinct from 'merged' and state is distinct from 'declined') as later,
                            count(*) filter (where moved_on
                                and state is distinct from 'merged' and state is distinct from 'declined') as moved_on,
                            count(*) filter (where offered_at is null and not moved_on
                                and (later_until is null or later_until <= moment)) as waiting
                        from (select ?::timestamptz as moment) asked, lateral (
                            select s.offered_at, s.later_until, s.moved_on, u.state %s) known
                        """.formatted(OUTCOMES),
                        row -> new Tally(
                                row.getLong("services"),
                                row.getLong("offered"),
                                row.getLong("opened"),
                                row.getLong("merged"),
                                row.getLong("declined"),
                                row.getLong("failed"),
                                row.getLong("later"),
                                row.getLong("moved_on"),
                                row.getLong("waiting")),
                        now,
                        campaign)
                .get(0);
    }

    long countOffered(UUID campaign) {
        return sql.query(
                        "select count(*) as offered from campaign_service where campaign = ? and offered_at is not null",
                        row -> row.getLong("offered"),
                        campaign)
                .get(0);
    }

    /** Returns how many offered upgrades failed since a time. */
    long countFailed(UUID campaign, Instant since) {
        return sql.query("""
                        select count(*) as failed %s
                            and u.state = 'failed' and u.state_at >= ? and s.offered_at is not null
                        """.formatted(OUTCOMES), row -> row.getLong("failed"), campaign, since)
                .get(0);
    }

    /** Returns the merged upgrades, in the order of their merge. */
    List<Merge> findMerged(UUID campaign) {
        return sql.query(
                "select s.service, u.state_at %s and u.state = 'merged' order by u.state_at, s.service"
                        .formatted(OUTCOMES),
                row -> new Merge(row.getString("service"), Objects.requireNonNull(Sql.instant(row, "state_at"))),
                campaign);
    }

    /** Returns the time of the first offer; null if there was none. */
    @Nullable
    Instant firstOffer(UUID campaign) {
        var found = sql.query(
                "select offered_at from campaign_service where campaign = ? and offered_at is not null"
                        + " order by offered_at limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "offered_at")),
                campaign);
        return found.isEmpty() ? null : found.get(0);
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("service"), row.getString("team"), row.getString("from_version"), row.getInt("wave"));
    }
}
