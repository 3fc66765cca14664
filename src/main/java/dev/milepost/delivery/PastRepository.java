package dev.milepost.delivery;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** What chains ask of the past, for many services at once. */
@ApplicationScoped
class PastRepository {

    private final Sql sql;

    PastRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    /** A commit of a service. */
    record Sha(String service, String commit) {

        @Override
        public int hashCode() {
            return 31 * service.hashCode() + commit.hashCode();
        }
    }

    /** An environment of a service's tier. */
    record Place(String service, String tier, String environment) {}

    /** The last deployment of a place, by its moment. */
    record LastStep(Place place, Past.Step step) {}

    /** A commit that was the head of a deployment in a place. */
    record Head(Place place, String commit) {}

    List<Change> changes(Collection<Sha> commits) {
        return sql.query(
                """
                select change.*
                from unnest(?::text[], ?::text[]) as asked (service, commit_sha)
                join change using (service, commit_sha)
                """, PastRepository::change, Columns.of(commits, Sha::service), Columns.of(commits, Sha::commit));
    }

    /** The changes of each service committed after one moment and up to another. */
    List<Change> committed(Collection<String> services, Collection<Instant> after, Collection<Instant> until) {
        return sql.query("""
                select change.*
                from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as asked (service, after, until)
                join change on change.service = asked.service and committed_at > after and committed_at <= until
                """, PastRepository::change, services, after, until);
    }

    /** The tiers in which the commits were delivered before the moment of their service. */
    List<Delivery.Commit> delivered(Collection<Sha> commits, Moments moments) {
        return sql.query(
                """
                select delivery.service, tier, commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, commit_sha, moment)
                join delivery using (service, commit_sha)
                where delivered_at < moment
                """,
                PastRepository::commit,
                Columns.of(commits, Sha::service),
                Columns.of(commits, Sha::commit),
                Columns.of(commits, commit -> moments.of(commit.service())));
    }

    /** Where the commits were the head of a deployment before the moment of their service. */
    List<Head> heads(Collection<Sha> commits, Moments moments) {
        return sql.query(
                """
                select distinct deployment.service, tier, environment, commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, commit_sha, moment)
                join deployment using (service, commit_sha)
                where status = 'success' and finished_at < moment
                """,
                row -> new Head(place(row), row.getString("commit_sha")),
                Columns.of(commits, Sha::service),
                Columns.of(commits, Sha::commit),
                Columns.of(commits, commit -> moments.of(commit.service())));
    }

    /** The tiers in which the commits were reached before the moment of their service. */
    List<Delivery.Commit> reached(Collection<Sha> commits, Moments moments) {
        return sql.query(
                """
                select reach.service, tier, commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, commit_sha, moment)
                join commit_reach reach using (service, commit_sha)
                where reached_at < moment
                """,
                PastRepository::commit,
                Columns.of(commits, Sha::service),
                Columns.of(commits, Sha::commit),
                Columns.of(commits, commit -> moments.of(commit.service())));
    }

    /** The last deployment of each place before the moment of its service. */
    List<LastStep> lastSteps(Collection<Place> places, Moments moments) {
        return sql.query(
                """
                select asked.*, deployment.commit_sha, last.anchored_at
                from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) as asked (service, tier, environment, moment)
                cross join lateral (
                    select deployment_id, anchored_at
                    from deployment_link link
                    where link.service = asked.service and link.tier = asked.tier
                        and link.environment = asked.environment and finished_at < moment
                    order by finished_at desc, deployment_id desc
                    limit 1
                ) as last
                join deployment using (service, environment, deployment_id)
                """,
                row -> new LastStep(
                        place(row), new Past.Step(row.getString("commit_sha"), Sql.instant(row, "anchored_at"))),
                Columns.of(places, Place::service),
                Columns.of(places, Place::tier),
                Columns.of(places, Place::environment),
                Columns.of(places, place -> moments.of(place.service())));
    }

    /** The tiers of each service that had a deployment before its moment. */
    List<Delivery.Commit> begun(Collection<Place> places, Moments moments) {
        return sql.query(
                """
                select distinct service, tier, '' as commit_sha
                from unnest(?::text[], ?::text[], ?::timestamptz[]) as asked (service, tier, moment)
                where exists (
                    select from deployment_link link
                    where link.service = asked.service and link.tier = asked.tier and finished_at < moment)
                """,
                row -> new Delivery.Commit(row.getString("service"), row.getString("tier"), ""),
                Columns.of(places, Place::service),
                Columns.of(places, Place::tier),
                Columns.of(places, place -> moments.of(place.service())));
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getString("service"), row.getString("tier"), row.getString("environment"));
    }

    private static Delivery.Commit commit(ResultSet row) throws SQLException {
        return new Delivery.Commit(row.getString("service"), row.getString("tier"), row.getString("commit_sha"));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString("service"),
                row.getString("commit_sha"),
                Objects.requireNonNull(Sql.instant(row, "committed_at")),
                Sql.texts(row, "parent_shas"),
                new Saying(Objects.requireNonNull(Sql.instant(row, "said_at")), row.getString("said_by")));
    }
}
